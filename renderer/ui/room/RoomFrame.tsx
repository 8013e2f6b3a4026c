import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { cache, listen } from './cache';
import classes from './RoomFrame.module.css';

/** What every room stands in: the shared cache and a named landmark. */
export function RoomFrame({ label, children }: { label: string; children: ReactNode }) {
  listen();
  return (
    <QueryClientProvider client={cache}>
      <section className={classes.room} aria-label={label}>
        {children}
      </section>
    </QueryClientProvider>
  );
}

/** The cache alone, for the narrow list and dialogs that other rooms open. */
export function CacheFrame({ children }: { children: ReactNode }) {
  listen();
  return <QueryClientProvider client={cache}>{children}</QueryClientProvider>;
}

/** The line at the top of a room: its name and what can be done. */
export function RoomHead({
  title,
  note,
  children,
}: {
  title: string;
  note?: string | undefined;
  children?: ReactNode;
}) {
  return (
    <header className={classes.head}>
      <h1 className={classes.title}>{title}</h1>
      {note === undefined ? null : <p className={classes.note}>{note}</p>}
      <div className={classes.tools}>{children}</div>
    </header>
  );
}
