import { z } from 'zod';
import { type Site, shaped } from './client';

/** What is asked of a post: a bare answer is longer than the article. */
const FIELDS = 'id,status,slug,link,modified_gmt';
const STATUSES = 'publish,future,draft,pending,private,trash';
/** Forms that WordPress gives a slug that is taken (seen: x, x-2, x-2, x-3 from four parallel drafts). */
const COPIES = ['', '-2', '-3', '-4', '-5'];

const post = z.looseObject({
  id: z.number().int().positive(),
  status: z.string(),
  slug: z.string().catch(''),
  link: z.string().catch(''),
  modified_gmt: z.string().nullable().catch(null),
});
export type Post = z.infer<typeof post>;

/** What of an article goes into a post's columns. */
export interface PostContent {
  readonly title: string;
  readonly content: string;
  readonly excerpt: string;
  readonly categories: readonly number[];
  readonly tags: readonly number[];
  readonly featured_media: number;
}

/** Null: no such post (any more). */
export async function getPost(site: Site, id: number): Promise<Post | null> {
  const answer = await site.call(`/posts/${id}`, { query: { context: 'edit', _fields: FIELDS }, accept: [404, 410] });
  return answer.status === 200 ? shaped(post, answer.body, site.options.host) : null;
}

/** All copies of an article by its slug, in the trash too, lowest id first. */
export async function findCopies(site: Site, slug: string): Promise<Post[]> {
  const slugs = COPIES.flatMap((end) => [`${slug}${end}`, `${slug}${end}__trashed`]);
  const answer = await site.call('/posts', {
    query: {
      slug: slugs.join(','),
      status: STATUSES,
      context: 'edit',
      orderby: 'id',
      order: 'asc',
      per_page: 100,
      _fields: FIELDS,
    },
  });
  return shaped(z.array(post), answer.body, site.options.host).sort((a, b) => a.id - b.id);
}

/** The one that stays: the lowest id among those alive, else among those in the trash. Every machine chooses the same one. */
export function survivorOf(copies: readonly Post[]): Post | null {
  return copies.find((copy) => copy.status !== 'trash') ?? copies[0] ?? null;
}

/** Always as a draft: whatever happens on the way back, nobody sees a post that might be a second one. */
export async function createDraft(site: Site, slug: string, content: PostContent, date: PostDate): Promise<Post> {
  const answer = await site.call('/posts', {
    method: 'POST',
    query: { _fields: FIELDS },
    json: { ...content, ...date, slug, status: 'draft' },
  });
  return shaped(post, answer.body, site.options.host);
}

export interface PostDate {
  /** UTC without a zone, as WordPress writes it; null: set anew when it is published. */
  readonly date_gmt?: string | null;
}

/** Null: it was deleted meanwhile. */
export async function updatePost(
  site: Site,
  id: number,
  change: Partial<PostContent> & PostDate & { status?: string; slug?: string },
): Promise<Post | null> {
  const answer = await site.call(`/posts/${id}`, {
    method: 'POST',
    query: { _fields: FIELDS },
    json: change,
    accept: [404, 410],
  });
  return answer.status === 200 ? shaped(post, answer.body, site.options.host) : null;
}

/**
 * Removes a copy: one that nobody ever saw for good, one that was visible into the trash, where the portal's staff can
 * look at it.
 */
export async function removeCopy(site: Site, copy: Post): Promise<void> {
  if (copy.status === 'trash') return;
  const unseen = copy.status === 'draft' || copy.status === 'pending';
  // Gone already is what was wanted (404, 410); the other machine of a race cleans up too.
  await site.call(`/posts/${copy.id}`, {
    method: 'DELETE',
    query: { force: unseen, _fields: 'id' },
    accept: [404, 410],
  });
}
