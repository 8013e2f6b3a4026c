import { z } from 'zod';
import { ERROR_CODES } from '../../shared/domain/errors';

/** Host to child: one job. */
export const request = z.object({
  id: z.number().int(),
  kind: z.string(),
  input: z.unknown(),
  /** Resident memory, in MiB, at which the child ends itself. */
  memoryMb: z.number().positive(),
});
export type Request = z.infer<typeof request>;

/** Child to host: how it goes, how it ended. An AppError crosses as its shape, anything else as the words of its stack. */
export const reply = z.discriminatedUnion('t', [
  z.object({ t: z.literal('progress'), id: z.number().int(), progress: z.unknown() }),
  z.object({ t: z.literal('done'), id: z.number().int(), value: z.unknown() }),
  z.object({
    t: z.literal('error'),
    id: z.number().int(),
    error: z.object({
      code: z.enum(ERROR_CODES),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  }),
  z.object({ t: z.literal('fault'), id: z.number().int(), stack: z.string() }),
]);
export type Reply = z.infer<typeof reply>;
