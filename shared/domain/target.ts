import { z } from 'zod';
import { instant, recordId } from './article';

/** Where finished articles go. Secrets never stand here: they are kept apart, encrypted, and never cross the glass back. */
export const folderConfig = z.strictObject({ kind: z.literal('folder'), path: z.string().min(1).max(4096) });
export const wordpressConfig = z.strictObject({
  kind: z.literal('wordpress'),
  /** Address of the site, with https (http only on this machine or where policy allows). */
  url: z.url().max(2048),
  user: z.string().min(1).max(200),
  /** Status of the post once it stands complete. */
  finalStatus: z.enum(['draft', 'pending', 'publish']),
});
export const targetConfig = z.discriminatedUnion('kind', [folderConfig, wordpressConfig]);
export const target = z.strictObject({
  id: recordId,
  name: z.string().min(1).max(200),
  config: targetConfig,
  /** Whether a secret is kept for it. */
  hasSecret: z.boolean(),
  createdAt: instant,
});
export type TargetConfig = z.infer<typeof targetConfig>;
export type FolderConfig = z.infer<typeof folderConfig>;
export type WordpressConfig = z.infer<typeof wordpressConfig>;
export type Target = z.infer<typeof target>;
export type TargetKind = TargetConfig['kind'];

/** One line of a connection test, in the order tried. `params` fill the words of i18n `sync.check.<step>.<outcome>`. */
export const targetCheck = z.strictObject({
  step: z.enum(['address', 'reach', 'kind', 'login', 'rights', 'media', 'write', 'secret']),
  outcome: z.enum(['ok', 'warn', 'fail']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type TargetCheck = z.infer<typeof targetCheck>;
