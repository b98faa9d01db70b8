import React from 'react';
import { historyTexts } from '../../../texts/history.ts';
import { peopleTexts } from '../../../texts/people.ts';
import { whyIn } from '../../../texts/why.ts';
import { moment, said } from '../../anna.ts';

export interface Line {
  id: number;
  direction: 'in' | 'out';
  channel: string;
  text: string;
  state: 'waiting' | 'sent' | 'delivered' | 'read' | 'failed' | 'uncertain' | 'skipped' | 'received';
  reason: string | null;
  author: string | null;
  at: number;
  correctedAt: number | null;
  files: FileShown[];
}

export interface FileShown {
  id: number;
  kind: 'photo' | 'voice' | 'file';
  name: string | null;
  file: string | null;
  failure: string | null;
}

const p = said(peopleTexts);
const bad = new Set(['failed', 'uncertain', 'skipped']);
const marks: Partial<Record<Line['state'], string>> = {
  waiting: '🕓',
  sent: '✓',
  delivered: '✓✓',
  read: '✓✓',
  failed: '⚠',
  uncertain: '⚠',
  skipped: '⊘',
};

export const channelName = (channel: string): string => p.channels[channel] ?? channel;

/** Why a message did not go, in words. */
export const reasonWords = (reason: string | null): string => (reason === null ? '' : whyIn(said(historyTexts).whys, reason));

/** One line of a chat: who said it, where, and what became of it. */
export function Bubble({ line }: { line: Line }) {
  const isOurs = line.direction === 'out';
  const text = line.files.length > 0 ? line.text.replace(/^📎\s*(photo|voice|file)?\s*/u, '') : line.text;
  return (
    <article className={`said ${isOurs ? 'said-ours' : 'said-theirs'}${line.author === null && isOurs ? ' said-auto' : ''}`}>
      {line.files.map((file) => (
        <FileOf key={file.id} file={file} />
      ))}
      {text && (
        <p className="said-text">
          {line.correctedAt !== null && <span className="muted">✎ {p.corrected} </span>}
          {isOurs && line.author ? text.replace(`${line.author}: `, '') : text}
        </p>
      )}
      <footer className="said-foot">
        {isOurs && <span>{line.author ?? p.shop} · </span>}
        <span>{channelName(line.channel)} · </span>
        <time>{moment(line.at)}</time>
        {isOurs && (
          <span className={`said-state said-${line.state}`} title={p.states[line.state]}>
            {marks[line.state]}
            {bad.has(line.state) && ` ${[p.states[line.state], reasonWords(line.reason)].filter(Boolean).join(': ')}`}
          </span>
        )}
      </footer>
    </article>
  );
}

/** A picture as itself, anything else as a link to fetch it. */
export function FileOf({ file, label }: { file: FileShown; label?: string }) {
  if (file.kind === 'voice') return <Sound file={file.file} failure={file.failure} label={p.recording} />;
  if (file.file === null) return <Missing failure={file.failure} />;
  const url = `/admin/file/${file.file}`;
  if (/\.(jpg|png|webp|gif)$/.test(file.file))
    return (
      <a href={url} target="_blank" rel="noreferrer" className="picture">
        <img src={url} alt={label ?? file.name ?? p.file} loading="lazy" />
        {label && <span className="badge badge-grey">{label}</span>}
      </a>
    );
  if (/\.(mp4|webm)$/.test(file.file))
    return (
      // biome-ignore lint/a11y/useMediaCaption: people's own films have no captions
      <video controls preload="metadata" src={url} className="film" />
    );
  return (
    <a href={`${url}?name=${encodeURIComponent(file.name ?? '')}`} target="_blank" rel="noreferrer">
      📎 {file.name ?? p.file}
    </a>
  );
}

const Missing = ({ failure }: { failure: string | null }) => (
  <p className="muted small">{failure === null ? p.filePending : p.fileFailed}</p>
);

/** A voice message or a recorded talk, to be heard on the spot. */
export const Sound = ({ file, failure, label }: { file: string | null; failure: string | null; label: string }) =>
  file === null ? (
    <Missing failure={failure} />
  ) : (
    // biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said
    <audio className="sound" controls preload="none" src={`/admin/file/${file}`} aria-label={label} />
  );
