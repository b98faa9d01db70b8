import React from 'react';
import { useNavigate } from 'react-router-dom';
import { anna } from '../../anna.ts';
import { Button, Empty } from '../../ui/kit.tsx';

/** What is not there, and the way to the list of those that are. */
export function Gone({ problem, list: name }: { problem: string; list: 'orders' | 'clients' }) {
  const navigate = useNavigate();
  const list = anna.menu.find((each) => each.name === name);
  return <Empty title={problem} action={list && <Button onPress={() => navigate(list.href)}>{list.title}</Button>} />;
}
