import { z } from 'zod';
import type { Block } from '../../shared/body/schema';
import { articleFields } from '../../shared/domain/article';
import { bulletinFields, printWarning } from '../../shared/domain/bulletin';
import { preset } from './preset';

/** The job's name. */
export const COMPILE = 'print.compile';

/** Every block was checked by its schema when the store read it: a second look costs 60 ms for 80 pages. */
const blocks = z.custom<Block[]>(Array.isArray);

/** What the job process is sent: the whole bulletin by value, pictures and fonts by path. */
export const compileOrder = z.object({
  input: z.object({
    fields: bulletinFields,
    articles: z.array(
      z.object({
        id: z.string(),
        article: z.object({ id: z.string(), fields: articleFields, blocks }).nullable(),
      }),
    ),
    pictures: z.record(z.string(), z.string()),
  }),
  preset,
  fonts: z.string(),
  now: z.number(),
  /** Absolute path of the PDF to write; nothing is there yet. */
  out: z.string(),
});
export type CompileOrder = z.infer<typeof compileOrder>;

/** What it answers: the PDF is on disk (synced) and never crosses between the processes. */
export const compileAnswer = z.object({
  pages: z.number().int(),
  bytes: z.number().int(),
  warnings: z.array(printWarning),
});
export type CompileAnswer = z.infer<typeof compileAnswer>;
