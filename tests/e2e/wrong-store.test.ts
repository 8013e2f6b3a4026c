import { createHash } from 'node:crypto';
import { open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { closeWindow, expect, firstPage, test } from './app';
import { call, newArticle as storeArticle } from './rooms';
import { bodyOf, newArticle, saved, storedText } from './writing';

const PARAGRAPH = 'Bà con ấp Cây Me gom góp từng bao xi măng để kịp làm xong con đường trước mùa nước nổi. ';
const database = (folder: string) => join(folder, 'data', 'toasoan.db');
const hashOf = async (file: string) =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

const PAGE = 4096;

/** The pages of a table that hold its rows, counted from 0. */
function leaves(file: string, table: string): number[] {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path").all(table);
  db.close();
  return (rows as { pageno: number }[]).map(({ pageno }) => pageno - 1);
}

/** Writes over a stretch of a file. */
async function overwrite(file: string, from: number, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(bytes, 0, bytes.length, from);
  await handle.close();
}

test('a database whose head is rubbish: the program opens with every article, and says what it did', async ({
  app,
  page,
  launch,
  dataFolder,
  shotOf,
}) => {
  await newArticle(page, 'Đường về ấp Cây Me');
  await bodyOf(page).click();
  await page.keyboard.type('Đoạn đã lưu trước khi tệp hỏng.');
  await saved(page);
  await closeWindow(app);
  await overwrite(database(dataFolder), 0, Buffer.from('Đây không còn là một cơ sở dữ liệu nữa.'));
  const again = await firstPage(await launch());
  const notices = again.getByRole('region', { name: 'Thông báo' });
  await expect(notices).toContainText('Dữ liệu đã được khôi phục đủ');
  await expect(notices).toContainText(join(dataFolder, 'data', 'quarantine'));
  await expect(notices).toContainText('Tiếp tục làm việc');
  await shotOf(again, 'wrong-recovered');
  expect(await storedText(again)).toMatchObject({
    title: 'Đường về ấp Cây Me',
    blocks: ['Đoạn đã lưu trước khi tệp hỏng.'],
  });
});

for (const end of ['a clean end', 'a power cut'] as const)
  test(`a database with zeroed pages after ${end}: all that can be read is there, and the time of what is missing is said`, async ({
    app,
    page,
    launch,
    dataFolder,
    shotOf,
  }) => {
    const titles = Array.from({ length: 12 }, (_, index) => `Bài số ${index + 1}`);
    for (const title of titles) {
      await storeArticle(
        page,
        { title },
        Array.from({ length: 60 }, (_, index) => `${title}, đoạn ${index + 1}. ${PARAGRAPH.repeat(4)}`),
      );
    }
    await closeWindow(app);
    if (end === 'a power cut') await rm(join(dataFolder, 'data', 'clean-end'));
    const file = database(dataFolder);
    // Leaves of the tree of paragraphs.
    for (const page of leaves(file, 'blocks').slice(5, 13)) await overwrite(file, page * PAGE, new Uint8Array(PAGE));

    const again = await firstPage(await launch());
    const notices = again.getByRole('region', { name: 'Thông báo' });
    // After a clean end nothing is searched through at start: the damage is met when it is read.
    for (const { id } of (await call(again, 'articles.list', EVERYTHING)).rows)
      await call(again, 'articles.open', { id });
    await expect(notices).toContainText('Dữ liệu đã được khôi phục một phần');
    await expect(notices).toContainText(
      /viết trong khoảng từ lúc bắt đầu dùng đến \d\d:\d\d \d\d\/\d\d\/\d{4}: \d+ đoạn bị mất/,
    );
    await expect(notices).toContainText('Xem lại các bài sửa trong khoảng ấy');
    await shotOf(again, 'wrong-recovered-partly');

    const { rows } = await call(again, 'articles.list', EVERYTHING);
    expect(rows.map(({ title }) => title).sort()).toEqual([...titles].sort());
    let paragraphs = 0;
    for (const { id } of rows) {
      const { blocksJson } = await call(again, 'articles.open', { id });
      paragraphs += (JSON.parse(blocksJson) as unknown[]).length;
    }
    const told = /(\d+) đoạn bị mất/.exec((await notices.textContent()) ?? '')?.[1];
    expect(paragraphs + Number(told)).toBe(12 * 60);
    expect(paragraphs).toBeGreaterThan(12 * 60 * 0.7);
    const [kept] = await readdir(join(dataFolder, 'data', 'quarantine'));
    expect(await readdir(join(dataFolder, 'data', 'quarantine', kept ?? ''))).toContain('toasoan.db');
  });

const EVERYTHING = {
  filter: {
    query: '',
    status: [],
    category: null,
    author: null,
    from: null,
    to: null,
    trash: false,
    sort: 'updated' as const,
    descending: true,
  },
  offset: 0,
  limit: 50,
};

test('data of a newer version: it says so and what to do, and nothing of it is touched', async ({
  app,
  page,
  launch,
  dataFolder,
  shotOf,
}) => {
  await newArticle(page, 'Bài của bản mới hơn');
  await saved(page);
  await closeWindow(app);
  const file = database(dataFolder);
  const newer = new Database(file);
  newer.pragma('user_version = 900');
  newer.close();
  const before = await hashOf(file);
  const second = await launch();
  const again = await firstPage(second);
  const notices = again.getByRole('region', { name: 'Thông báo' });
  await expect(notices).toContainText('Dữ liệu thuộc bản mới hơn');
  await expect(notices).toContainText('dữ liệu còn nguyên');
  await expect(notices).toContainText('Cài bản Tòa soạn mới hơn');
  await shotOf(again, 'wrong-newer');
  await expect(again.getByTestId('toast')).toHaveCount(0);
  // What the person tries all the same is refused with the same words.
  await again.keyboard.press('Control+n');
  await expect(again.getByTestId('toast')).toContainText('Dữ liệu thuộc bản mới hơn');
  await closeWindow(second);
  expect(await hashOf(file)).toBe(before);
  expect(await readdir(join(dataFolder, 'data'))).not.toContain('quarantine');
  newerIsOpenedAgain(file);
});

/** The newer program finds its file as it left it. */
function newerIsOpenedAgain(file: string): void {
  const newer = new Database(file, { readonly: true });
  expect(newer.pragma('user_version', { simple: true })).toBe(900);
  expect(newer.pragma('integrity_check', { simple: true })).toBe('ok');
  newer.close();
}

test('the store’s thread dies in the middle of a save: it is told, saved by itself, and nothing is lost', async ({
  app,
  page,
  launch,
}) => {
  await newArticle(page, 'Đường về ấp Cây Me');
  await bodyOf(page).click();
  await page.keyboard.type('Đoạn đầu.');
  await saved(page);
  // The next message to the thread that writes is its last: it is ended before it can answer.
  await app.evaluate(() => {
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    const send = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: InstanceType<typeof Worker>, ...message: [unknown]) {
      if (JSON.stringify(message[0]).includes('articles.save')) {
        Worker.prototype.postMessage = send;
        void this.terminate();
        return;
      }
      send.apply(this, message);
    };
  });
  await page.keyboard.type(' Đoạn gõ lúc kho chết.');
  const told = page.getByTestId('toast').filter({ hasText: 'Kho bài chưa mở' });
  await expect(told).toContainText('Dữ liệu trên đĩa không bị thay đổi');
  await expect(page.getByTestId('saved')).toHaveAttribute('data-state', 'saved');
  await expect(told).toHaveCount(0);
  expect((await storedText(page)).blocks).toEqual(['Đoạn đầu. Đoạn gõ lúc kho chết.']);
  await closeWindow(app);
  const again = await firstPage(await launch());
  await expect(bodyOf(again)).toHaveText('Đoạn đầu. Đoạn gõ lúc kho chết.');
});
