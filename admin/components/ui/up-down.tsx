import React from 'react';
import { shopWords } from '../../texts/shop-words.ts';
import { said } from '../anna.ts';
import { Button } from './kit.tsx';

interface UpDownProps {
  index: number;
  count: number;
  onMove(from: number, to: number): unknown;
}

/** Moves a row by one place, for whoever cannot drag. */
export function UpDown({ index, count, onMove }: UpDownProps) {
  const t = said(shopWords);
  return (
    <>
      <Button small kind="quiet" icon="ChevronUp" title={t.up} disabled={index === 0} onPress={() => onMove(index, index - 1)} />
      <Button
        small
        kind="quiet"
        icon="ChevronDown"
        title={t.down}
        disabled={index === count - 1}
        onPress={() => onMove(index, index + 1)}
      />
    </>
  );
}
