import { spawn } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundledWorker } from '../../electron/store/fixtures/worker';
import { newId } from '../../shared/body/id';
import type { WordpressConfig } from '../../shared/domain/target';
import { type Faulty, startFaulty } from './faulty';
import { type Newsroom, openNewsroom, paragraph } from './newsroom';
import { type Account, missingPackages, startWordpress, type Wordpress } from './wordpress';

const missing = missingPackages();
const title =
  missing.length === 0 ? 'a real WordPress' : `a real WordPress (skipped: ${missing.join(', ')} not installed)`;

describe.skipIf(missing.length > 0)(title, { timeout: 60_000 }, () => {
  let wp: Wordpress;
  let worker: string;
  let publisher: string;
  let room: Newsroom;
  let between: Faulty;

  beforeAll(async () => {
    [wp, worker, publisher] = await Promise.all([
      startWordpress(),
      bundledWorker(),
      bundledWorker('publisher', 'tests/real/publisher.ts'),
    ]);
  }, 120_000);
  afterAll(async () => wp?.stop(), 30_000);
  beforeEach(async () => {
    await wp.reset();
    between = await startFaulty(wp.url);
    room = await openNewsroom(worker);
  }, 30_000);
  afterEach(async () => {
    await room.close();
    await between.stop();
  }, 30_000);

  const config = (more: Partial<WordpressConfig> = {}): WordpressConfig => ({
    kind: 'wordpress',
    url: between.url,
    user: 'editor',
    finalStatus: 'publish',
    ...more,
  });
  const portal = (more: Partial<WordpressConfig> = {}, account: Account = 'editor') =>
    room.target(config({ user: account, ...more }), wp.passwords[account]);
  const rest = async (route: string, more = ''): Promise<unknown> => {
    const response = await fetch(`${wp.url}/index.php?rest_route=/wp/v2${route}${more}`, {
      headers: {
        authorization: `Basic ${Buffer.from(`administrator:${wp.passwords.administrator}`).toString('base64')}`,
      },
    });
    return response.json();
  };
  const writes = () => between.seen.filter((seen) => seen.method !== 'GET');

  test('everything of an article arrives, and a reader sees it', async () => {
    const [photo, drawing] = [await room.picture([200, 20, 20]), await room.picture([20, 20, 200], 'image/webp')];
    const id = await room.article(
      {
        title: 'Đại đoàn kết & phát triển <xã>',
        subtitle: 'Phụ đề',
        lead: 'Sáng 5/11, hội nghị diễn ra tại Cà Mau.',
        category: 'Thời sự',
        categories: ['Xây dựng Đảng'],
        keywords: ['đại đoàn kết', 'Cà Mau'],
        penName: 'Minh Hải',
        source: 'camau.gov.vn',
        featured: photo.sha256,
      },
      [
        paragraph('Đoạn một với [gallery] và "ngoặc".'),
        { id: newId(), kind: 'heading', level: 2, inline: [{ t: 'text', text: 'Kết quả' }] },
        {
          id: newId(),
          kind: 'picture',
          media: drawing.sha256,
          width: 64,
          height: 48,
          alt: 'Toàn cảnh',
          credit: 'Văn An',
          caption: [{ t: 'text', text: 'Quang cảnh hội nghị' }],
        },
      ],
    );
    const target = await portal();
    const item = await room.publish(id, target.id);
    expect(item).toMatchObject({ state: 'done', error: null });

    const [post] = (await rest('/posts', '&_embed=1&context=edit')) as [
      {
        id: number;
        title: { raw: string };
        slug: string;
        status: string;
        excerpt: { raw: string };
        content: { raw: string };
        featured_media: number;
        _embedded: { 'wp:term': { name: string }[][]; 'wp:featuredmedia': { slug: string }[] };
      },
    ];
    expect(post.title.raw).toBe('Đại đoàn kết &amp; phát triển &lt;xã&gt;');
    expect(post.slug).toBe(`dai-doan-ket-phat-trien-xa-${id.slice(0, 8)}`);
    expect(post.status).toBe('publish');
    expect(post.excerpt.raw).toBe('Sáng 5/11, hội nghị diễn ra tại Cà Mau.');
    expect(post._embedded['wp:term'].map((terms) => terms.map((term) => term.name).sort())).toEqual([
      ['Thời sự', 'Xây dựng Đảng'],
      ['Cà Mau', 'đại đoàn kết'],
    ]);
    expect(post._embedded['wp:featuredmedia'][0]?.slug).toBe(photo.sha256);
    for (const part of [
      'Phụ đề',
      'hội nghị diễn ra',
      'Minh Hải',
      'Nguồn: camau.gov.vn',
      '<h2>Kết quả</h2>',
      'Quang cảnh hội nghị',
      'Văn An',
      'alt="Toàn cảnh"',
    ]) {
      expect(post.content.raw).toContain(part);
    }
    expect((await wp.posts('attachment')).map((file) => file.slug).sort()).toEqual(
      [photo.sha256, drawing.sha256].sort(),
    );

    const page = await (await fetch(item.link ?? '')).text();
    expect(page.replaceAll('&#91;', '[')).toContain('Đoạn một với [gallery] và');
    expect(page).toContain(`${drawing.sha256}.webp`);
    expect(page).toContain(`${photo.sha256}.jpg`);
    expect((await room.store.call('articles.open', { id })).article.status).toBe('published');
  });

  test('publishing the same article twice leaves one post, and sends nothing the second time', async () => {
    const id = await room.article({});
    const target = await portal();
    await room.publish(id, target.id);
    const before = writes().length;
    expect((await room.publish(id, target.id)).state).toBe('done');
    expect(writes().length).toBe(before);
    expect(await wp.posts()).toMatchObject([{ status: 'publish' }]);
  });

  test('a changed article replaces its post, also under a new title, and keeps its address', async () => {
    const id = await room.article({ title: 'Tên cũ' });
    const target = await portal();
    const first = await room.publish(id, target.id);
    await room.store.call('articles.move', { id, to: 'draft' });
    const { version } = (await room.store.call('articles.open', { id })).article;
    await room.store.call('articles.save', {
      id,
      baseVersion: version,
      fields: { title: 'Tên mới' },
      changedJson: '[]',
      removed: [],
    });
    await room.store.call('articles.move', { id, to: 'ready' });
    await room.store.call('articles.move', { id, to: 'approved' });
    const second = await room.publish(id, target.id);
    expect(second.link).toBe(first.link);
    expect(await wp.posts()).toMatchObject([{ status: 'publish', title: 'Tên mới', slug: `ten-cu-${id.slice(0, 8)}` }]);
  });

  test.each(['/posts', '/media', '/categories', '/tags'])(
    'an answer to POST %s that is lost on the way leaves one of it',
    async (route) => {
      const photo = await room.picture([1, 200, 1]);
      const id = await room.article({ category: 'Kinh tế', keywords: ['tôm'], featured: photo.sha256 });
      const target = await portal();
      let lost = 0;
      between.fate = (seen) =>
        seen.method === 'POST' && seen.route === `/wp/v2${route}` && lost++ === 0 ? 'lose' : 'pass';
      const item = await room.publish(id, target.id);
      expect(item).toMatchObject({ state: 'done', attempts: 2 });
      // Found again by the second try, not sent again: on a weak line a picture twice is minutes.
      expect(lost).toBe(1);
      expect(await wp.posts()).toMatchObject([{ status: 'publish' }]);
      expect(await wp.posts('attachment')).toHaveLength(1);
      expect(await rest('/categories', '&slug=kinh-te&_fields=name')).toHaveLength(1);
      expect(await rest('/tags', '&_fields=name')).toEqual([{ name: 'tôm' }]);
    },
  );

  test('an answer to the last step that is lost leaves one published post', async () => {
    const id = await room.article({});
    const target = await portal();
    let lost = 0;
    between.fate = (seen) =>
      seen.method === 'POST' && /\/posts\/\d+$/.test(seen.route) && lost++ === 0 ? 'lose' : 'pass';
    expect(await room.publish(id, target.id)).toMatchObject({ state: 'done', attempts: 2 });
    expect(await wp.posts()).toMatchObject([{ status: 'publish' }]);
  });

  test('an answer cut in the middle counts as a lost line and is tried again', async () => {
    const id = await room.article({});
    const target = await portal();
    let cut = 0;
    between.fate = (seen) => (seen.method === 'POST' && seen.route === '/wp/v2/posts' && cut++ === 0 ? 'half' : 'pass');
    const { id: order } = await room.order(id, target.id);
    expect((await room.reached(order, 'done', 'needs_you')).state).toBe('done');
    expect(await wp.posts()).toMatchObject([{ status: 'publish' }]);
  });

  test('two machines that publish one article at once leave one visible post and no draft', async () => {
    const id = await room.article({ title: 'Cùng lúc' });
    const whole = await room.store.call('articles.whole', { id });
    if (whole === null) throw new Error('the article is gone');
    const { wordpressTarget } = await import('../../electron/sync/targets/wordpress');
    const target = await portal();
    const contact = {
      store: room.store,
      fetch: globalThis.fetch,
      clock: { now: Date.now, after: () => () => {} },
      random: Math.random,
      secrets: { available: () => false, encrypt: () => new Uint8Array(), decrypt: () => '' },
      policy: {},
      log: () => {},
      secret: wp.passwords.editor,
      secretStays: true,
      signal: new AbortController().signal,
    };
    // Each machine has its own memory of the site and no receipt.
    const machines = Array.from({ length: 4 }, () => wordpressTarget());
    const order = { articleId: id, whole, receipt: null, target: { ...target, config: config() } };
    const results = await Promise.allSettled(machines.map((machine) => machine.publish(order, contact)));
    const done = results.find((result) => result.status === 'fulfilled');
    expect(done).toBeDefined();
    const visible = (await wp.posts()).filter((post) => post.status === 'publish');
    expect(visible).toHaveLength(1);
    // The next contact of any machine clears what the race left.
    await wordpressTarget().publish(order, contact);
    const left = (await wp.posts()).filter((post) => post.status !== 'trash');
    expect(left).toMatchObject([{ status: 'publish', slug: `cung-luc-${id.slice(0, 8)}` }]);
  });

  test('a post that the portal put into the trash comes back as the same one', async () => {
    const id = await room.article({ title: 'Đã bỏ' });
    const target = await portal();
    await room.publish(id, target.id);
    const [before] = await wp.posts();
    await wp.php(`wp_trash_post( ${before?.id ?? 0} );`);
    expect((await wp.posts())[0]?.slug).toContain('__trashed');
    expect((await room.publish(id, target.id)).state).toBe('done');
    expect(await wp.posts()).toMatchObject([{ id: before?.id, status: 'publish', slug: `da-bo-${id.slice(0, 8)}` }]);
  });

  test('a trashed copy is found without a receipt too', async () => {
    const id = await room.article({ title: 'Không biên nhận' });
    const slug = `khong-bien-nhan-${id.slice(0, 8)}`;
    await wp.php(
      `$p = wp_insert_post( array( 'post_title' => 'x', 'post_name' => '${slug}', 'post_status' => 'publish' ) ); wp_trash_post( $p );`,
    );
    const target = await portal();
    expect((await room.publish(id, target.id)).state).toBe('done');
    expect(await wp.posts()).toMatchObject([{ status: 'publish', slug }]);
  });

  test('a post that the portal deleted is made anew', async () => {
    const id = await room.article({});
    const target = await portal();
    await room.publish(id, target.id);
    await wp.php(`foreach ( get_posts( array( 'numberposts' => -1 ) ) as $p ) wp_delete_post( $p->ID, true );`);
    expect((await room.publish(id, target.id)).state).toBe('done');
    expect(await wp.posts()).toMatchObject([{ status: 'publish' }]);
  });

  test('a leftover draft goes at the next contact', async () => {
    const id = await room.article({ title: 'Bản thừa' });
    const slug = `ban-thua-${id.slice(0, 8)}`;
    await wp.php(
      `foreach ( array( '${slug}', '${slug}-2', '${slug}-3' ) as $s ) wp_insert_post( array( 'post_title' => 'x', 'post_name' => $s, 'post_status' => 'draft' ) );`,
    );
    const lowest = (await wp.posts())[0]?.id;
    const target = await portal();
    await room.publish(id, target.id);
    expect(await wp.posts()).toMatchObject([{ id: lowest, status: 'publish', slug, title: 'Bản thừa' }]);
  });

  test('taken down, an article is a draft that no reader can open, and can be published again', async () => {
    const id = await room.article({});
    const target = await portal();
    const { link } = await room.publish(id, target.id);
    const down = await room.order(id, target.id, 'take_down');
    expect((await room.reached(down.id, 'done', 'needs_you')).state).toBe('done');
    expect(await wp.posts()).toMatchObject([{ status: 'draft' }]);
    expect((await fetch(link ?? '')).status).toBe(404);
    expect((await room.store.call('articles.open', { id })).article.status).toBe('taken_down');
    await room.publish(id, target.id);
    expect(await wp.posts()).toMatchObject([{ status: 'publish' }]);
  });

  test('a publish date ahead is kept by WordPress, and given up again appears at once', async () => {
    const publishAt = Date.UTC(new Date().getUTCFullYear() + 1, 5, 1, 1, 30);
    const id = await room.article({ publishAt });
    const target = await portal();
    expect((await room.publish(id, target.id)).state).toBe('done');
    expect(await rest('/posts', '&status=future&_fields=status,date_gmt')).toEqual([
      { status: 'future', date_gmt: new Date(publishAt).toISOString().slice(0, 19) },
    ]);
    await room.store.call('articles.move', { id, to: 'draft' });
    const { version } = (await room.store.call('articles.open', { id })).article;
    await room.store.call('articles.save', {
      id,
      baseVersion: version,
      fields: { publishAt: null },
      changedJson: '[]',
      removed: [],
    });
    await room.store.call('articles.move', { id, to: 'ready' });
    await room.store.call('articles.move', { id, to: 'approved' });
    expect((await room.publish(id, target.id)).state).toBe('done');
    expect(await wp.posts()).toMatchObject([{ status: 'publish' }]);
  });

  test('categories that differ only in a mark are two', async () => {
    const target = await portal();
    for (const category of ['Má', 'Mã', 'Ma'])
      await room.publish(await room.article({ title: category, category }), target.id);
    const names = ((await rest('/categories', '&_fields=name&per_page=100')) as { name: string }[]).map(
      ({ name }) => name,
    );
    expect(names).toEqual(expect.arrayContaining(['Má', 'Mã', 'Ma']));
  });

  test('a picture in two articles is uploaded once, and again when the portal deleted it', async () => {
    const photo = await room.picture([9, 9, 9]);
    const target = await portal();
    await room.publish(await room.article({ title: 'Một', featured: photo.sha256 }), target.id);
    await room.publish(await room.article({ title: 'Hai', featured: photo.sha256 }), target.id);
    expect(await wp.posts('attachment')).toHaveLength(1);
    const gone = (await wp.posts('attachment'))[0]?.id ?? 0;
    await wp.php(`wp_delete_attachment( ${gone}, true );`);
    await room.publish(await room.article({ title: 'Ba', featured: photo.sha256 }), target.id);
    const there = await wp.posts('attachment');
    expect(there).toHaveLength(1);
    expect(there[0]?.id).not.toBe(gone);
  });

  test('with pretty addresses the same holds', async () => {
    await wp.php(`update_option( 'permalink_structure', '/%postname%/' ); flush_rewrite_rules( false );`);
    const id = await room.article({ title: 'Đẹp' });
    const target = await portal();
    expect((await room.publish(id, target.id)).state).toBe('done');
    expect(between.seen.every((seen) => seen.path.startsWith('/wp-json/'))).toBe(true);
    expect(await wp.posts()).toMatchObject([{ status: 'publish', slug: `dep-${id.slice(0, 8)}` }]);
  });

  test('an editor passes the connection test', async () => {
    const target = await portal();
    const checks = await room.sync.handlers['targets.test']({ id: target.id });
    expect(checks.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      'address warn',
      'reach ok',
      'kind ok',
      'secret ok',
      'login ok',
      'rights ok',
      'media ok',
    ]);
    expect(await wp.posts()).toEqual([]);
  });

  test.each([
    ['author', 'ok', ['edit_others_posts', 'delete_others_posts', 'manage_categories']],
    ['contributor', 'fail', ['publish_posts', 'edit_others_posts', 'edit_published_posts']],
  ] as const)('the connection test says what %s lacks', async (account, media, lacks) => {
    const target = await portal({}, account);
    const checks = await room.sync.handlers['targets.test']({ id: target.id });
    const rights = checks.find(({ step }) => step === 'rights');
    expect(rights).toMatchObject({ outcome: 'fail', params: { role: account } });
    for (const right of lacks) expect(rights?.params.missing).toContain(right);
    expect(checks.find(({ step }) => step === 'media')?.outcome).toBe(media);
  });

  test('a contributor publishes nothing; with an editor the same draft becomes the one post', async () => {
    const target = await portal({}, 'contributor');
    const id = await room.article({});
    const held = await room.publish(id, target.id);
    expect(held).toMatchObject({ state: 'needs_you', error: { code: 'target.forbidden' } });
    expect((await wp.posts()).every((post) => post.status === 'draft')).toBe(true);
    await room.sync.handlers['targets.save']({
      id: target.id,
      name: 'Cổng',
      config: config(),
      secret: wp.passwords.editor,
    });
    // Putting the account right is enough: what it held up goes by itself.
    expect((await room.reached(held.id, 'done')).state).toBe('done');
    expect(await wp.posts()).toMatchObject([{ status: 'publish' }]);
  });

  test('a wrong password is asked once, not once an article, and goes on when it is put right', async () => {
    const target = await room.target(config(), 'not the password');
    const ids = [await room.article({ title: 'Một' }), await room.article({ title: 'Hai' })];
    const orders = await room.store.call('outbox.order', {
      articleIds: ids,
      targetIds: [target.id],
      action: 'publish',
    });
    for (const { id } of orders)
      expect(await room.reached(id, 'needs_you', 'done')).toMatchObject({
        state: 'needs_you',
        error: { code: 'target.auth' },
      });
    expect(between.seen.filter((seen) => seen.headers.authorization !== undefined)).toHaveLength(1);
    await room.sync.handlers['targets.save']({
      id: target.id,
      name: 'Cổng',
      config: config(),
      secret: wp.passwords.editor,
    });
    for (const { id } of orders) await room.reached(id, 'done');
    expect(await wp.posts()).toHaveLength(2);
  });

  test('a final status of draft or pending is kept', async () => {
    for (const finalStatus of ['draft', 'pending'] as const) {
      const target = await portal({ finalStatus });
      expect((await room.publish(await room.article({ title: finalStatus }), target.id)).state).toBe('done');
    }
    expect(await wp.posts()).toMatchObject([{ status: 'draft' }, { status: 'pending' }]);
  });

  test('a file type that the site refuses goes to a person, with the reason', async () => {
    await wp.php(
      `file_put_contents( WPMU_PLUGIN_DIR . '/no-webp.php', "<?php add_filter( 'upload_mimes', function ( \\$m ) { unset( \\$m['webp'] ); return \\$m; } );" );`,
    );
    const drawing = await room.picture([5, 5, 5], 'image/webp');
    const target = await portal();
    const item = await room.publish(await room.article({ featured: drawing.sha256 }), target.id);
    expect(item).toMatchObject({ state: 'needs_you', error: { code: 'target.refused' } });
    expect(item.error?.params.reason).toMatch(/file type/i);
  });

  const killed = [
    ['the picture was uploaded', '/media'],
    ['the draft was made', '/posts'],
    ['the post was published', '/posts/'],
    ['a category was made', '/categories'],
  ] as const;
  test.each(killed)('killed right after %s and before it is written down: still one of each', async (_name, route) => {
    const asleep = await openNewsroom(worker, {}, { asleep: true });
    const photo = await asleep.picture([7, 70, 170]);
    const target = await asleep.target(config(), wp.passwords.editor);
    const id = await asleep.article({ title: 'Bị ngắt', category: 'Thời sự', featured: photo.sha256 });
    const { id: order } = await asleep.order(id, target.id);
    await asleep.leave();

    const program = spawn(process.execPath, [publisher, asleep.folder, worker], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ended = new Promise((resolve) => program.once('exit', (_code, signal) => resolve(signal)));
    let struck = false;
    between.fate = ({ method, route: asked }) => {
      if (
        struck ||
        method !== 'POST' ||
        !(route.endsWith('/') ? asked.startsWith(`/wp/v2${route}`) : asked === `/wp/v2${route}`)
      )
        return 'pass';
      struck = true;
      return 'hold';
    };
    between.held = () => program.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    expect(struck).toBe(true);

    const again = await openNewsroom(worker, {}, { folder: asleep.folder });
    expect((await again.reached(order, 'done', 'needs_you')).state).toBe('done');
    await again.close();
    expect(await wp.posts()).toMatchObject([{ status: 'publish', slug: `bi-ngat-${id.slice(0, 8)}` }]);
    expect(await wp.posts('attachment')).toMatchObject([{ slug: photo.sha256 }]);
    expect(await rest('/categories', '&slug=thoi-su,thoi-su-2&_fields=name')).toEqual([{ name: 'Thời sự' }]);
  });
});
