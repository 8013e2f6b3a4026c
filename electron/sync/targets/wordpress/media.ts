import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../../../shared/domain/errors';
import { MEDIA_EXTENSIONS } from '../../../../shared/domain/media';
import type { Contact } from '../target';
import { type Site, shaped } from './client';

const FIELDS = 'id,slug,source_url';
const attachment = z.looseObject({
  id: z.number().int().positive(),
  slug: z.string().catch(''),
  source_url: z.string(),
});
type Attachment = z.infer<typeof attachment>;

/** A picture as the site has it. */
export interface RemotePicture {
  readonly id: number;
  readonly url: string;
}

/** Words that go with a picture when it is uploaded. */
export interface PictureWords {
  readonly alt: string;
  readonly caption: string;
}

/**
 * Brings every picture to the site once, whatever article it is in: known by its receipt, else found by its file name
 * (its sha256, which becomes its slug), else uploaded.
 * @throws AppError `media.missing` when the file is not in the store
 */
export async function ensurePictures(
  site: Site,
  contact: Contact,
  targetId: string,
  wanted: ReadonlyMap<string, PictureWords>,
): Promise<Map<string, RemotePicture>> {
  const pictures = await stillThere(site, await knownPictures(contact, targetId, [...wanted.keys()]));
  for (const [sha256, words] of wanted) {
    if (pictures.has(sha256)) continue;
    const there = (await findBySha256(site, sha256))[0] ?? (await upload(site, contact, sha256, words));
    pictures.set(sha256, { id: there.id, url: there.source_url });
    await contact.store.call('mediaReceipts.put', {
      targetId,
      sha256,
      remoteId: String(there.id),
      link: there.source_url,
      at: contact.clock.now(),
    });
  }
  return pictures;
}

async function knownPictures(
  contact: Contact,
  targetId: string,
  wanted: readonly string[],
): Promise<Map<string, RemotePicture>> {
  const known = new Map<string, RemotePicture>();
  for (const sha256 of wanted) {
    const receipt = await contact.store.call('mediaReceipts.get', { targetId, sha256 });
    const id = Number(receipt?.remoteId);
    if (receipt !== null && Number.isSafeInteger(id) && id > 0) known.set(sha256, { id, url: receipt.link });
  }
  return known;
}

/** The portal's staff may have deleted one since: a post with a hole where its picture was is worse than one question. */
async function stillThere(site: Site, known: Map<string, RemotePicture>): Promise<Map<string, RemotePicture>> {
  const ids = [...new Set([...known.values()].map((picture) => picture.id))];
  const there = new Map<number, Attachment>();
  for (let at = 0; at < ids.length; at += 100) {
    const answer = await site.call('/media', {
      query: { include: ids.slice(at, at + 100).join(','), per_page: 100, _fields: FIELDS },
    });
    for (const found of shaped(z.array(attachment), answer.body, site.options.host)) there.set(found.id, found);
  }
  const kept = new Map<string, RemotePicture>();
  for (const [sha256, picture] of known) {
    const found = there.get(picture.id);
    if (found !== undefined) kept.set(sha256, { id: found.id, url: found.source_url });
  }
  return kept;
}

async function findBySha256(site: Site, sha256: string): Promise<Attachment[]> {
  const slugs = [sha256, `${sha256}-2`, `${sha256}-3`];
  const answer = await site.call('/media', {
    query: { slug: slugs.join(','), orderby: 'id', order: 'asc', per_page: 100, _fields: FIELDS },
  });
  return shaped(z.array(attachment), answer.body, site.options.host).sort((a, b) => a.id - b.id);
}

async function upload(site: Site, contact: Contact, sha256: string, words: PictureWords): Promise<Attachment> {
  const stored = await contact.store.call('media.path', { sha256 });
  if (stored === null) throw new AppError('media.missing', { sha256 });
  const data = await readFile(stored.path).catch((error: unknown) => {
    throw new AppError('media.missing', { sha256 }, { cause: error });
  });
  const answer = await site.call('/media', {
    method: 'POST',
    query: { _fields: FIELDS },
    bytes: { data, type: stored.media.mime, name: `${sha256}.${MEDIA_EXTENSIONS[stored.media.mime]}` },
  });
  const made = shaped(attachment, answer.body, site.options.host);
  if (made.slug !== sha256) {
    // Another machine was quicker: its copy stays, ours goes.
    const first = (await findBySha256(site, sha256))[0];
    if (first !== undefined && first.id < made.id) {
      await site.call(`/media/${made.id}`, {
        method: 'DELETE',
        query: { force: true, _fields: 'id' },
        accept: [404, 410],
      });
      return first;
    }
  }
  if (words.alt !== '' || words.caption !== '') {
    await site.call(`/media/${made.id}`, {
      method: 'POST',
      query: { _fields: 'id' },
      json: { alt_text: words.alt, caption: words.caption },
      accept: [404],
    });
  }
  return made;
}
