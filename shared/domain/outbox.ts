import { z } from 'zod';
import { sha256 } from '../body/schema';
import { articleFields, instant, recordId } from './article';
import { ERROR_CODES } from './errors';

export const outboxState = z.enum(['waiting', 'sending', 'done', 'needs_you', 'cancelled']);
export const outboxAction = z.enum(['publish', 'take_down']);

/** One order to one target. It stays until the target has answered for it; done ones are kept as history. */
export const outboxItem = z.strictObject({
  id: z.number().int().positive(),
  articleId: recordId,
  targetId: recordId,
  action: outboxAction,
  state: outboxState,
  /** The version of the article that was approved: this one is sent, whatever is typed afterwards. */
  version: z.number().int().positive(),
  title: z.string(),
  targetName: z.string(),
  attempts: z.number().int().nonnegative(),
  nextAt: instant,
  createdAt: instant,
  finishedAt: instant.nullable(),
  error: z
    .strictObject({ code: z.enum(ERROR_CODES), params: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
  /** Address of the published article, where the target gave one. */
  link: z.string().nullable(),
});
export type OutboxItem = z.infer<typeof outboxItem>;
export type OutboxState = z.infer<typeof outboxState>;

/** What a target knows of an article: kept after each contact, so that a second order finds the first one's post. */
export const receipt = z.strictObject({
  articleId: recordId,
  targetId: recordId,
  remoteId: z.string(),
  remoteVersion: z.string(),
  link: z.string().nullable(),
  /** sha256 of what was sent: the same content is not sent again. */
  contentHash: z.string(),
  status: z.enum(['draft', 'published', 'taken_down']),
  at: instant,
});
export type Receipt = z.infer<typeof receipt>;

/** A picture that a target already has. */
export const mediaReceipt = z.strictObject({
  targetId: recordId,
  sha256,
  remoteId: z.string(),
  link: z.string(),
  at: instant,
});
export type MediaReceipt = z.infer<typeof mediaReceipt>;

/** The line as the targets themselves answer, not as the network card says. */
export const line = z.strictObject({
  state: z.enum(['up', 'down', 'unknown']),
  waiting: z.number().int().nonnegative(),
  needsYou: z.number().int().nonnegative(),
  sending: z.number().int().nonnegative(),
});
export type Line = z.infer<typeof line>;

export { articleFields };
