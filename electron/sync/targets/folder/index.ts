import { constants } from 'node:fs';
import { access, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../../shared/domain/errors';
import type { Receipt } from '../../../../shared/domain/outbox';
import type { FolderConfig, TargetCheck } from '../../../../shared/domain/target';
import { articlePage, hashOf, picturesOf } from '../../article-page';
import { shortId, slugOf } from '../../slug';
import type { Contact, Order, TargetAdapter } from '../target';
import { codeOf, exists, readText, removeFile, syncFolder, writeWhole } from './files';
import { type FolderPicture, identity, writePage } from './page';

/** Version of the JSON beside each page. */
const FORMAT = 1;

/** A folder (on this machine, a share, a stick): a page and a JSON for each article, which any portal can take by hand. */
export const folderTarget: TargetAdapter<FolderConfig> = {
  kind: 'folder',
  capabilities: { takeDown: true, schedule: false, remote: false, secret: false },

  async publish(order, contact) {
    const { whole } = order;
    if (whole === null) throw new AppError('not-found', { id: order.articleId });
    const folder = order.target.config.path;
    const { fields } = whole.article;
    return guarded(folder, async () => {
      await mkdir(folder, { recursive: true });
      const page = await articlePage(fields, whole.blocks);
      const pictures = await storedPictures(order, contact);
      const own = await ownNames(folder, order.articleId);
      const name = await freeName(folder, slugOf(fields.title, order.articleId), order.articleId);
      const contentHash = hashOf({ fields, page, name });
      const at = contact.clock.now();
      const known = order.receipt;
      if (known?.contentHash === contentHash && known.status === 'published' && own.length === 1 && own[0] === name) {
        if (await exists(join(folder, `${name}.html`))) return { ...known, at };
      }
      contact.signal.throwIfAborted();
      await writeWhole(join(folder, `${name}.html`), (file) =>
        writePage(file, { id: order.articleId, fields, page, at: fields.publishAt ?? at }, pictures),
      );
      // The JSON comes last: where it names the article, the page is whole.
      await writeWhole(join(folder, `${name}.json`), async (file) => {
        await file.writeFile(`${JSON.stringify(described(order, pictures), null, 1)}\n`, 'utf8');
      });
      for (const old of own) if (old !== name) await removePair(folder, old);
      await syncFolder(folder);
      return receiptOf(order, { remoteId: name, contentHash, status: 'published', at, link: null });
    });
  },

  async takeDown(order, contact) {
    const folder = order.target.config.path;
    return guarded(folder, async () => {
      for (const name of await ownNames(folder, order.articleId)) await removePair(folder, name);
      if (await isFolder(folder)) await syncFolder(folder);
      return receiptOf(order, {
        remoteId: order.receipt?.remoteId ?? '',
        contentHash: '',
        status: 'taken_down',
        at: contact.clock.now(),
        link: null,
      });
    });
  },

  async test(target) {
    const path = target.config.path;
    const check = (outcome: TargetCheck['outcome'], reason = ''): TargetCheck[] => [
      { step: 'write', outcome, params: { path, reason } },
    ];
    try {
      if (!(await isFolder(path))) {
        // Made with the first article; a test changes nothing.
        await access(join(path, '..'), constants.W_OK);
        return check('warn');
      }
      const trial = join(path, '.toasoan-trial');
      await writeWhole(trial, async (file) => void (await file.write('1')));
      await removeFile(trial);
      return check('ok');
    } catch (error) {
      return check('fail', codeOf(error));
    }
  },
};

function receiptOf(order: Order, more: Pick<Receipt, 'remoteId' | 'contentHash' | 'status' | 'at' | 'link'>): Receipt {
  return { articleId: order.articleId, targetId: order.target.id, remoteVersion: '', ...more };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function storedPictures(order: Order, contact: Contact): Promise<Map<string, FolderPicture>> {
  const pictures = new Map<string, FolderPicture>();
  if (order.whole === null) return pictures;
  for (const sha256 of picturesOf(order.whole.article.fields, order.whole.blocks)) {
    const found = await contact.store.call('media.path', { sha256 });
    if (found === null) throw new AppError('media.missing', { sha256 });
    pictures.set(sha256, found);
  }
  return pictures;
}

function described(order: Order, pictures: ReadonlyMap<string, FolderPicture>): unknown {
  const { whole } = order;
  return {
    format: 'toasoan-article',
    formatVersion: FORMAT,
    id: order.articleId,
    version: whole?.article.version,
    fields: whole?.article.fields,
    blocks: whole?.blocks,
    pictures: [...pictures.values()].map(({ media }) => ({
      sha256: media.sha256,
      mime: media.mime,
      width: media.width,
      height: media.height,
      name: media.name,
    })),
  };
}

/** Whether a page or JSON in the folder is of this article. A file that somebody else put there is never touched. */
async function belongs(folder: string, name: string, articleId: string): Promise<boolean> {
  const json = await readText(join(folder, `${name}.json`));
  if (json !== null) {
    try {
      const said: unknown = JSON.parse(json);
      return typeof said === 'object' && said !== null && 'id' in said && said.id === articleId;
    } catch {
      return false;
    }
  }
  const page = await readText(join(folder, `${name}.html`));
  return page?.slice(0, 2000).includes(identity(articleId)) ?? false;
}

/** Names (without ending) of this article's files, also under older titles. */
async function ownNames(folder: string, articleId: string): Promise<string[]> {
  if (!(await isFolder(folder))) return [];
  const ends = [shortId(articleId), articleId];
  const candidates = new Set<string>();
  for (const entry of await readdir(folder)) {
    const name = entry.replace(/\.(html|json)$/, '');
    if (name !== entry && ends.some((end) => name === end || name.endsWith(`-${end}`))) candidates.add(name);
  }
  const own: string[] = [];
  for (const name of candidates) if (await belongs(folder, name, articleId)) own.push(name);
  return own;
}

/** The wanted name, or the one with the whole id where somebody else's file has it already. */
async function freeName(folder: string, wanted: string, articleId: string): Promise<string> {
  const taken = (await exists(join(folder, `${wanted}.html`))) || (await exists(join(folder, `${wanted}.json`)));
  if (!taken || (await belongs(folder, wanted, articleId))) return wanted;
  return wanted.replace(shortId(articleId), articleId);
}

async function removePair(folder: string, name: string): Promise<void> {
  // The page first: what a reader could open is gone even when the rest fails.
  await removeFile(join(folder, `${name}.html`));
  await removeFile(join(folder, `${name}.json`));
}

/** The file system's words as ours. @throws AppError `folder.not-writable` or `store.disk-full` */
async function guarded<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = codeOf(error);
    if (error instanceof Error && error.name === 'AbortError') throw new AppError('cancelled', {}, { cause: error });
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new AppError('store.disk-full', { path: folder }, { cause: error });
    if (code !== '') throw new AppError('folder.not-writable', { path: folder, reason: code }, { cause: error });
    throw error;
  }
}
