import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { ChannelInput, ChannelName, ChannelOutput } from '../../shared/channels';
import type { CommandId } from '../../shared/commands';
import type { Article } from '../../shared/domain/article';
import { EMPTY_BULLETIN } from '../../shared/domain/bulletin';
import type { OutboxItem } from '../../shared/domain/outbox';
import { ownSamples, realSample, type Sample } from './samples';

/** What the demonstration needs of the running program; it goes through the same channels as the interface. */
export interface DemoStage {
  readonly root: string;
  readonly out: string;
  call<N extends ChannelName>(name: N, input: ChannelInput<N>): Promise<ChannelOutput<N>>;
  /** Tells when the outbox changed; gives back the function that ends it. */
  onOutbox(listener: () => void): () => void;
  /** Shows a room and gives its picture as PNG once it has come to rest. */
  picture(show: CommandId | { article: string } | { bulletin: string }): Promise<Uint8Array>;
  say(line: string): void;
}

/**
 * The main job from a file to the printed page and the portal, each step with its time: takes the sample articles in,
 * saves, approves, lays a bulletin out, exports its PDF, publishes to a folder. Everything lies in `out` afterwards.
 * @throws the first step's fault; nothing is skipped in silence.
 */
export async function runDemo(stage: DemoStage): Promise<void> {
  const { call, say } = stage;
  await mkdir(stage.out, { recursive: true });
  const began = performance.now();
  let at = 0;
  const step = async <T>(what: string, act: () => Promise<T>, tell: (value: T) => string): Promise<T> => {
    const start = performance.now();
    const value = await act();
    say(
      `${String(++at).padStart(2)}. ${what.padEnd(34)} ${(performance.now() - start).toFixed(0).padStart(6)} ms  ${tell(value)}`,
    );
    return value;
  };

  const main = (await realSample(stage.root)) ?? null;
  const own = await ownSamples(stage.root);
  const [firstOwn, ...rest] = own;
  const first = main ?? firstOwn;
  if (first === undefined) throw new Error('the sample articles are missing');

  const article = await step(
    `take in ${first.name}`,
    () => takeIn(stage, first),
    (taken) => `lead of ${taken.fields.lead.length} letters, source “${taken.fields.source}”, ${taken.words} words`,
  );
  const saved = await step(
    'write the title, save to disk',
    () =>
      call('articles.save', {
        id: article.id,
        baseVersion: article.version,
        fields: {
          title: article.fields.title || 'Tuyên truyền công tác xây dựng Đảng, xây dựng hệ thống chính trị',
          category: 'Xây dựng Đảng',
          author: 'Ban Biên tập',
        },
        changedJson: '[]',
        removed: [],
        keepAs: 'Bản trình duyệt',
      }),
    (answer) => `version ${answer.version}, committed and synced`,
  );
  say(`    saved version ${saved.version} is what the next steps use`);
  const others = await step(
    `take in ${main === null ? rest.length : own.length} more articles`,
    async () => {
      const taken: Article[] = [];
      for (const sample of main === null ? rest : own) taken.push(await takeIn(stage, sample));
      return taken;
    },
    (taken) => `${taken.reduce((sum, one) => sum + one.words, 0)} words`,
  );
  const all = [article, ...others];
  await step(
    'hand in and approve all',
    async () => {
      for (const { id } of all) {
        await call('articles.move', { id, to: 'ready' });
        await call('articles.move', { id, to: 'approved' });
      }
    },
    () => `${all.length} articles`,
  );

  const bulletin = await step(
    'put a bulletin together',
    () =>
      call('bulletins.create', {
        fields: {
          ...EMPTY_BULLETIN,
          masthead: {
            kicker: 'BẢN TIN',
            title: 'Tin từ cơ sở',
            publisher: 'Ban Biên tập Trang thông tin điện tử xã',
            issue: '12',
            date: '2026-12-01',
          },
          imprint: {
            licence: 'Giấy phép xuất bản bản tin số 01/GP-XBBT ngày 02/01/2026',
            printer: 'Xưởng in của xã',
            printRun: '300 bản',
            period: 'Mỗi tháng một kỳ',
            responsible: 'Nguyễn Văn An',
            deposit: '',
          },
          items: all.map(({ id }) => ({ articleId: id })),
        },
      }),
    (made) => `${made.fields.items.length} articles, 190 × 270 mm, two columns`,
  );
  const pdf = await step(
    'lay it out, export the PDF',
    () => call('bulletins.export', { id: bulletin.id, choose: false }),
    (made) =>
      made === null
        ? 'cancelled'
        : `${made.pages} pages, ${(made.bytes / 1024).toFixed(0)} kB, ${made.warnings.length} warnings`,
  );
  if (pdf === null) throw new Error('the PDF was not written');
  for (const warning of pdf.warnings) say(`    ${warning.kind} ${warning.detail}`);

  const portal = join(stage.out, 'portal');
  await mkdir(portal, { recursive: true });
  const target = await call('targets.save', {
    id: null,
    name: 'Thư mục của cổng',
    config: { kind: 'folder', path: portal },
    secret: null,
  });
  await step(
    'publish all to a folder',
    async () => {
      const done = allDone(stage, all.length);
      await call('outbox.order', { articleIds: all.map(({ id }) => id), targetIds: [target.id], action: 'publish' });
      return done;
    },
    (items) => `${items.length} delivered`,
  );

  const pictures: [string, Parameters<DemoStage['picture']>[0]][] = [
    ['editor', { article: article.id }],
    ['library', 'room.library'],
    ['bulletin', { bulletin: bulletin.id }],
    ['sync', 'room.sync'],
    ['office', 'room.office'],
  ];
  for (const [name, show] of pictures) {
    await step(
      `picture of the room ${name}`,
      async () => {
        const png = await stage.picture(show);
        await writeFile(join(stage.out, `${name}.png`), png);
        return png;
      },
      (png) => `${(png.length / 1024).toFixed(0)} kB`,
    );
  }

  say(
    `\nThe main job took ${((performance.now() - began) / 1000).toFixed(1)} s. It lies in ${relative(stage.root, stage.out)}:`,
  );
  for (const name of (await readdir(stage.out)).sort()) {
    const facts = await stat(join(stage.out, name));
    say(`  ${name}${facts.isDirectory() ? '/' : `  ${(facts.size / 1024).toFixed(0)} kB`}`);
  }
}

async function takeIn(stage: DemoStage, { name, bytes }: Sample): Promise<Article> {
  const { ticket } = await stage.call('intake.bytes', { name, bytes });
  await stage.call('intake.preview', { ticket });
  return stage.call('intake.accept', { ticket });
}

/** Resolves when `count` orders are done, rejects as soon as one needs a person. */
function allDone({ call, onOutbox }: DemoStage, count: number): Promise<OutboxItem[]> {
  return new Promise((resolve, reject) => {
    const look = async (): Promise<void> => {
      const items = await call('outbox.list', { done: true });
      const stuck = items.find((item) => item.state === 'needs_you');
      if (stuck !== undefined) {
        end();
        reject(new Error(`"${stuck.title}" was not delivered: ${stuck.error?.code}`));
      }
      const done = items.filter((item) => item.state === 'done');
      if (done.length >= count) {
        end();
        resolve(done);
      }
    };
    const end = onOutbox(() => void look().catch(reject));
  });
}
