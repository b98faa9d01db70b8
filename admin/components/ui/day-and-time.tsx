import React from 'react';
import { Input } from './kit.tsx';

interface DayAndTimeProps {
  day: string;
  time: string;
  onDay(day: string): void;
  onTime(time: string): void;
}

/** A day and a time of day, side by side. */
export const DayAndTime = ({ day, time, onDay, onTime }: DayAndTimeProps) => (
  <span className="row">
    <Input type="date" value={day} onChange={onDay} />
    <Input type="time" value={time} onChange={onTime} />
  </span>
);
