import { z } from 'zod';
import { blockId, sha256 } from './body/schema';
import { article, articleFields, articleRow, instant, recordId, revision, status } from './domain/article';
import { bulletin, bulletinFields, printPreset, printWarning } from './domain/bulletin';
import { media } from './domain/media';
import { line, outboxAction, outboxItem } from './domain/outbox';
import { settings } from './domain/settings';
import { target, targetCheck, targetConfig } from './domain/target';

/**
 * Every call that crosses the glass between the interface and the main process: name -> what goes in, what comes out.
 * The router checks both by these schemas; unknown fields are refused. Adding one: CONTRIBUTING.md.
 *
 * Blocks cross as JSON text (`blocksJson`): a string is copied at memory speed where an object tree of the same size
 * stalls the main process for tens of milliseconds; the store's worker checks each block by its schema.
 */

/** Largest message in one call, in UTF-16 code units of JSON text; more goes in parts that commit once. */
export const PART_SIZE = 256 * 1024;
/** One block larger than a part travels alone, up to this. */
export const BLOCK_SIZE = 8 * 1024 * 1024;

const none = z.strictObject({});
const ok = z.strictObject({});
const blocksJson = z.string().max(BLOCK_SIZE);

export const articleSort = z.enum(['updated', 'title', 'created', 'publish', 'relevance']);
export const articleFilter = z.strictObject({
  /** Empty: all. With letters that carry marks it is matched exactly, without marks both ways; words are prefixes. */
  query: z.string().max(500),
  status: z.array(status),
  category: z.string().nullable(),
  author: z.string().nullable(),
  /** updatedAt in [from, to). */
  from: instant.nullable(),
  to: instant.nullable(),
  trash: z.boolean(),
  sort: articleSort,
  descending: z.boolean(),
});
export type ArticleFilter = z.infer<typeof articleFilter>;

/** A stretch of the list; `hits` are marked stretches [start, end) in UTF-16 units of `title` and `snippet`. */
export const listedArticle = articleRow.extend({
  snippet: z.string(),
  titleHits: z.array(z.tuple([z.number().int(), z.number().int()])),
  snippetHits: z.array(z.tuple([z.number().int(), z.number().int()])),
});
export type ListedArticle = z.infer<typeof listedArticle>;

const openedArticle = z.strictObject({
  article,
  /** JSON of PlacedBlock[] in order; `next` asks for the stretch after it, null at the end. */
  blocksJson: z.string(),
  next: z.string().nullable(),
});

/** What intake or paste changed or dropped; words: i18n `intake.report.<kind>`. */
export const intakeNote = z.strictObject({
  kind: z.enum([
    'normalised',
    'encoding',
    'invisible',
    'dropped-style',
    'dropped-script',
    'dropped-comment',
    'dropped-table',
    'dropped-picture',
    'dropped-link',
    'split-block',
    'lead',
    'source',
    'title',
    'level',
  ]),
  count: z.number().int().nonnegative(),
  detail: z.string(),
});
export type IntakeNote = z.infer<typeof intakeNote>;

export const intakeFields = articleFields.pick({ title: true, subtitle: true, lead: true, source: true, author: true });

const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

export const channels = {
  'app.info': call(
    none,
    z.strictObject({
      version: z.string(),
      electron: z.string(),
      chrome: z.string(),
      platform: z.string(),
      dataFolder: z.string(),
    }),
  ),
  /** The interface has drawn its first editor frame and takes keys: heavy work may begin, the window is shown. */
  'app.ready': call(none, ok),
  /** Everything typed is saved: the window may close. Answers the event `app.flush`. */
  'app.flushed': call(z.strictObject({ ok: z.boolean() }), ok),
  'app.openFolder': call(z.strictObject({ path: z.string().max(4096) }), ok),
  'app.openLink': call(z.strictObject({ url: z.string().max(4096) }), ok),
  /** What the person must be told about this start: a recovery, a full disk, an unreadable settings file. */
  'app.notices': call(
    none,
    z.array(
      z.strictObject({
        code: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
        severity: z.enum(['info', 'warn', 'fault']),
      }),
    ),
  ),
  'settings.get': call(none, z.strictObject({ settings, locked: z.array(z.string()) })),
  'settings.set': call(
    z.strictObject({ change: settings.partial() }),
    z.strictObject({ settings, locked: z.array(z.string()) }),
  ),

  'articles.list': call(
    z.strictObject({ filter: articleFilter, offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    z.strictObject({
      rows: z.array(listedArticle),
      /** How many match; with `capped` there are at least so many. */
      total: z.number().int().nonnegative(),
      capped: z.boolean(),
    }),
  ),
  'articles.facets': call(
    none,
    z.strictObject({
      categories: z.array(z.string()),
      authors: z.array(z.string()),
      total: z.number().int(),
      trash: z.number().int(),
    }),
  ),
  'articles.create': call(
    z.strictObject({ fields: articleFields.partial(), blocksJson: blocksJson.optional() }),
    article,
  ),
  'articles.duplicate': call(z.strictObject({ id: recordId }), article),
  'articles.open': call(z.strictObject({ id: recordId }), openedArticle),
  /** The next stretch of a body at `version`; refused with `article.stale` when it has moved on. */
  'articles.page': call(
    z.strictObject({ id: recordId, version: z.number().int(), after: z.string() }),
    z.strictObject({ blocksJson: z.string(), next: z.string().nullable() }),
  ),
  /**
   * One save, committed and synced to disk when it answers. `changedJson`: PlacedBlock[] (new, changed or moved).
   * More than PART_SIZE goes before by `articles.savePart` with the same token. A stale baseVersion is refused with
   * `article.stale`, and what was sent is kept as a revision of kind `conflict`.
   */
  'articles.save': call(
    z.strictObject({
      id: recordId,
      baseVersion: z.number().int().positive(),
      fields: articleFields.partial().optional(),
      changedJson: blocksJson,
      removed: z.array(blockId).max(100_000),
      token: z.string().max(40).optional(),
      /** The name of a revision to keep for good at this version. */
      keepAs: z.string().min(1).max(200).optional(),
    }),
    z.strictObject({ version: z.number().int().positive(), at: instant, words: z.number().int().nonnegative() }),
  ),
  'articles.savePart': call(
    z.strictObject({ id: recordId, token: z.string().max(40), part: z.number().int().min(0), changedJson: blocksJson }),
    ok,
  ),
  'articles.move': call(z.strictObject({ id: recordId, to: status }), article),
  'articles.trash': call(z.strictObject({ ids: z.array(recordId).min(1).max(1000) }), ok),
  'articles.restore': call(z.strictObject({ ids: z.array(recordId).min(1).max(1000) }), ok),
  'articles.purge': call(z.strictObject({ ids: z.array(recordId).min(1).max(1000) }), ok),
  'revisions.list': call(z.strictObject({ id: recordId }), z.array(revision)),
  'revisions.open': call(
    z.strictObject({ id: recordId, revision: z.number().int() }),
    z.strictObject({ fields: articleFields, blocksJson: z.string() }),
  ),
  'revisions.name': call(
    z.strictObject({ id: recordId, revision: z.number().int(), name: z.string().min(1).max(200) }),
    ok,
  ),
  /** Makes the article equal to a revision again, as a new version. */
  'revisions.restore': call(
    z.strictObject({ id: recordId, revision: z.number().int(), baseVersion: z.number().int() }),
    article,
  ),

  /** Bytes of a picture that was dropped or pasted. */
  'media.add': call(z.strictObject({ name: z.string().max(255), bytes: z.instanceof(Uint8Array) }), media),
  /** Asks for picture files; an empty list when the person cancels. */
  'media.pick': call(none, z.array(media)),
  'media.get': call(z.strictObject({ sha256 }), media.nullable()),

  /** Asks for files to take in, or takes those dropped (paths come only from main's own dialog or the drop). */
  'intake.pick': call(none, z.array(z.strictObject({ ticket: z.string(), name: z.string() }))),
  'intake.bytes': call(
    z.strictObject({ name: z.string().max(255), bytes: z.instanceof(Uint8Array) }),
    z.strictObject({ ticket: z.string(), name: z.string() }),
  ),
  /** Reads one file and shows what would come in; nothing is stored yet. */
  'intake.preview': call(
    z.strictObject({ ticket: z.string() }),
    z.strictObject({
      ticket: z.string(),
      name: z.string(),
      encoding: z.string(),
      fields: intakeFields,
      blocksJson: z.string(),
      notes: z.array(intakeNote),
    }),
  ),
  /** Stores the previewed article; the original bytes are kept beside it. */
  'intake.accept': call(z.strictObject({ ticket: z.string() }), article),
  'intake.discard': call(z.strictObject({ ticket: z.string() }), ok),

  'bulletins.list': call(
    none,
    z.array(
      z.strictObject({
        id: recordId,
        title: z.string(),
        issue: z.string(),
        date: z.string(),
        items: z.number().int(),
        updatedAt: instant,
      }),
    ),
  ),
  'bulletins.create': call(z.strictObject({ fields: bulletinFields.optional() }), bulletin),
  'bulletins.open': call(z.strictObject({ id: recordId }), bulletin),
  'bulletins.save': call(
    z.strictObject({ id: recordId, baseVersion: z.number().int(), fields: bulletinFields }),
    bulletin,
  ),
  'bulletins.trash': call(z.strictObject({ id: recordId }), ok),
  'bulletins.restore': call(z.strictObject({ id: recordId }), ok),
  'bulletins.presets': call(none, z.array(printPreset)),
  /** Lays the bulletin out. `url` is a media:// address of the PDF, good until the next layout of the same bulletin. */
  'bulletins.render': call(
    z.strictObject({ id: recordId }),
    z.strictObject({ url: z.string(), pages: z.number().int(), ms: z.number(), warnings: z.array(printWarning) }),
  ),
  /** Writes the PDF into the export folder (`choose`: asks where). null: the person cancelled. */
  'bulletins.export': call(
    z.strictObject({ id: recordId, choose: z.boolean() }),
    z
      .strictObject({
        path: z.string(),
        pages: z.number().int(),
        bytes: z.number().int(),
        warnings: z.array(printWarning),
      })
      .nullable(),
  ),
  /** Lays the bulletin out and hands the PDF to the system's viewer, from which it is printed at 100 %. */
  'bulletins.print': call(
    z.strictObject({ id: recordId }),
    z.strictObject({ pages: z.number().int(), warnings: z.array(printWarning) }),
  ),
  'bulletins.cancel': call(z.strictObject({ id: recordId }), ok),

  'targets.list': call(none, z.array(target)),
  /** A null secret keeps the one that is there; an empty one forgets it. */
  'targets.save': call(
    z.strictObject({
      id: recordId.nullable(),
      name: z.string().min(1).max(200),
      config: targetConfig,
      secret: z.string().max(500).nullable(),
    }),
    target,
  ),
  'targets.remove': call(z.strictObject({ id: recordId }), ok),
  'targets.pickFolder': call(none, z.string().nullable()),
  'targets.test': call(z.strictObject({ id: recordId }), z.array(targetCheck)),
  'outbox.list': call(z.strictObject({ done: z.boolean() }), z.array(outboxItem)),
  /** Orders approved (or published) articles out to targets: status and outbox rows in one transaction. */
  'outbox.order': call(
    z.strictObject({
      articleIds: z.array(recordId).min(1).max(500),
      targetIds: z.array(recordId).min(1).max(20),
      action: outboxAction,
    }),
    z.array(outboxItem),
  ),
  'outbox.retry': call(z.strictObject({ id: z.number().int() }), ok),
  'outbox.cancel': call(z.strictObject({ id: z.number().int() }), ok),
  'line.get': call(none, line),
  /** The network card says that a network is there again: what waits is tried now; the targets' answers decide. */
  'line.nudge': call(none, ok),
} as const;

export type Channels = typeof channels;
export type ChannelName = keyof Channels;
export type ChannelInput<N extends ChannelName> = z.input<Channels[N]['input']>;
export type ChannelOutput<N extends ChannelName> = z.output<Channels[N]['output']>;

/** Every message that main sends on its own. */
export const events = {
  /** Save what is typed now, then call `app.flushed`: the window wants to close. */
  'app.flush': none,
  'articles.changed': z.strictObject({ ids: z.array(recordId) }),
  'bulletins.changed': z.strictObject({ ids: z.array(recordId) }),
  'outbox.changed': none,
  'targets.changed': none,
  'line.changed': line,
  'settings.changed': z.strictObject({ settings, locked: z.array(z.string()) }),
  notice: z.strictObject({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    severity: z.enum(['info', 'warn', 'fault']),
  }),
  /** A command of the native menu; names in shared/commands.ts. */
  'menu.command': z.strictObject({ command: z.string() }),
} as const;
export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<N extends EventName> = z.output<Events[N]>;

/** What the preload puts on `window.toasoan`. */
export interface Bridge {
  call(
    name: string,
    input: unknown,
  ): Promise<
    { ok: true; value: unknown } | { ok: false; error: { code: string; params: Record<string, string | number> } }
  >;
  on(name: string, listener: (payload: unknown) => void): () => void;
}
