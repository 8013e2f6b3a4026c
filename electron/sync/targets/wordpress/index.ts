import { AppError } from '../../../../shared/domain/errors';
import type { Receipt } from '../../../../shared/domain/outbox';
import type { WordpressConfig } from '../../../../shared/domain/target';
import { TargetFault } from '../../fault';
import { slugOf } from '../../slug';
import type { Contact, Order, TargetAdapter } from '../target';
import { siteBase } from './address';
import { checkSite } from './check';
import { Site, type SiteMemory } from './client';
import { contentWith, dateOf, type Prepared, prepare } from './content';
import { ensurePictures } from './media';
import {
  createDraft,
  findCopies,
  getPost,
  type Post,
  type PostContent,
  removeCopy,
  survivorOf,
  updatePost,
} from './posts';
import { ensureTerms } from './terms';

/**
 * WordPress over REST with an application password. Identity (issue 2, point 8): a known remote id first, else the slug,
 * which ends in the article's short id and is written down before the first contact, so that a later title does not
 * change it. A post is always born as a draft; of several copies the lowest id stays, and only that one is published.
 */
export function wordpressTarget(): TargetAdapter<WordpressConfig> {
  const memories = new Map<string, SiteMemory>();

  const open = (order: Pick<Order<WordpressConfig>, 'target'>, contact: Contact): Site => {
    const { url, user } = order.target.config;
    const { base, host } = siteBase(url, contact.policy);
    const { secret } = contact;
    if (secret === null || secret === '') throw new TargetFault('target.secret-missing', { host });
    const key = JSON.stringify([base, user, secret]);
    const memory = memories.get(key) ?? { form: null, signedIn: false };
    memories.set(key, memory);
    const { fetch, clock, signal, patienceMs } = contact;
    return new Site({ base, host, user, secret, fetch, clock, signal, patienceMs }, memory);
  };

  return {
    kind: 'wordpress',
    capabilities: { takeDown: true, schedule: true, remote: true, secret: true },

    async publish(order, contact) {
      const { whole } = order;
      if (whole === null) throw new AppError('not-found', { id: order.articleId });
      const site = open(order, contact);
      const prepared = await prepare(whole, order.target.config);
      return publishTo(site, order, prepared, contact);
    },

    async takeDown(order, contact) {
      const site = open(order, contact);
      const known = await knownPost(site, order.receipt);
      const slug = slugIn(order.receipt) ?? slugOf(order.whole?.article.fields.title ?? '', order.articleId);
      const copies = known === null ? await findCopies(site, slug) : [known];
      let last: Post | null = known ?? survivorOf(copies);
      for (const copy of copies) {
        if (copy.status === 'draft' || copy.status === 'trash') continue;
        last = (await updatePost(site, copy.id, { status: 'draft' })) ?? last;
      }
      return receiptOf(order, contact, last, { slug, contentHash: '', status: 'taken_down' });
    },

    test: checkSite,
  };
}

async function publishTo(
  site: Site,
  order: Order<WordpressConfig>,
  prepared: Prepared,
  contact: Contact,
): Promise<Receipt> {
  const { host } = site.options;
  const final = order.target.config.finalStatus;
  const complete = order.receipt?.status !== 'draft' ? order.receipt : null;
  let post = await knownPost(site, order.receipt);
  const slug = slugIn(order.receipt) ?? slugOf(order.whole?.article.fields.title ?? '', order.articleId);
  const receipt = (of: Post | null, status: Receipt['status']): Receipt =>
    receiptOf(order, contact, of, { slug, contentHash: prepared.hash, status });

  // The same content already stands there: nothing is sent again.
  if (post !== null && complete?.contentHash === prepared.hash && arrived(post, final))
    return receipt(post, 'published');

  let sentHere: Post | null = null;
  let content: PostContent | null = null;
  const whole = async (): Promise<PostContent> => {
    content ??= await contentOf(site, order, prepared, contact);
    return content;
  };

  if (post === null || complete === null) {
    // Written before anything is sent: whatever is lost on the way, the next try asks for the same slug.
    if (slugIn(order.receipt) === null)
      await contact.store.call('receipts.put', { ...receipt(post, 'draft'), contentHash: '' });
    let copies = await findCopies(site, slug);
    if (copies.length === 0 && post === null) {
      sentHere = await createDraft(site, slug, await whole(), dateOf(prepared.publishAt, null));
      await contact.store.call('receipts.put', receipt(sentHere, 'draft'));
      // Asked again even when the slug came back as wanted: two parallel drafts can both get it.
      copies = await findCopies(site, slug);
    }
    const all = withOne(copies, post ?? sentHere);
    post = survivorOf(all);
    for (const copy of all) if (copy.id !== post?.id) await removeCopy(site, copy);
  }
  if (post === null) throw new TargetFault('target.server', { host, status: 404 });

  const hidden = !['publish', 'future', 'private'].includes(post.status);
  const begun =
    order.receipt?.status === 'draft' && order.receipt.contentHash === prepared.hash ? order.receipt.remoteId : null;
  // The draft was born with all its content, in this try or in one that was cut off later.
  const onlyStatus = sentHere?.id === post.id || begun === String(post.id);
  const updated = await updatePost(site, post.id, {
    ...(onlyStatus ? {} : { ...(await whole()), ...dateOf(prepared.publishAt, post.status) }),
    // A page that readers know keeps its address, also one that the portal's staff gave it.
    ...(hidden && post.slug !== slug ? { slug } : {}),
    status:
      final === 'publish' && prepared.publishAt !== null && prepared.publishAt > contact.clock.now() ? 'future' : final,
  });
  if (updated === null) {
    // Deleted between two questions: the next try finds what is there or makes it anew.
    throw new TargetFault('target.server', { host, status: 404 });
  }
  if (!arrived(updated, final))
    throw new TargetFault('target.forbidden', { host, user: site.options.user, reason: updated.status });
  return receipt(updated, 'published');
}

async function contentOf(
  site: Site,
  order: Order<WordpressConfig>,
  prepared: Prepared,
  contact: Contact,
): Promise<PostContent> {
  const categories = await ensureTerms(site, 'categories', prepared.categories);
  const tags = await ensureTerms(site, 'tags', prepared.tags);
  const pictures = await ensurePictures(site, contact, order.target.id, prepared.pictures);
  return {
    title: prepared.title,
    content: contentWith(prepared, pictures),
    excerpt: prepared.excerpt,
    categories,
    tags,
    featured_media: prepared.featured === null ? 0 : (pictures.get(prepared.featured)?.id ?? 0),
  };
}

/** Whether a post has the status that was ordered; a published one with a date ahead is `future`. */
function arrived(post: Post, final: WordpressConfig['finalStatus']): boolean {
  return post.status === final || (final === 'publish' && post.status === 'future');
}

async function knownPost(site: Site, receipt: Receipt | null): Promise<Post | null> {
  const id = Number(receipt?.remoteId || 0);
  return Number.isSafeInteger(id) && id > 0 ? getPost(site, id) : null;
}

function withOne(copies: readonly Post[], one: Post | null): Post[] {
  const all = one === null || copies.some((copy) => copy.id === one.id) ? [...copies] : [...copies, one];
  return all.sort((a, b) => a.id - b.id);
}

/** `remoteVersion` is "<slug>@<modified>": posts carry no ETag, and the slug must outlive a changed title. */
function slugIn(receipt: Receipt | null): string | null {
  const slug = receipt?.remoteVersion.split('@')[0] ?? '';
  return slug === '' ? null : slug;
}

function receiptOf(
  order: Order,
  contact: Contact,
  post: Post | null,
  more: { slug: string; contentHash: string; status: Receipt['status'] },
): Receipt {
  return {
    articleId: order.articleId,
    targetId: order.target.id,
    remoteId: post === null ? '' : String(post.id),
    remoteVersion: `${more.slug}@${post?.modified_gmt ?? ''}`,
    link: post === null || post.link === '' ? null : post.link,
    contentHash: more.contentHash,
    status: more.status,
    at: contact.clock.now(),
  };
}
