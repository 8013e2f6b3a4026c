import type { Page } from '@playwright/test';
import { positionsBetween } from '../../shared/body/position';
import type { Block, PlacedBlock } from '../../shared/body/schema';
import type { ChannelInput, ChannelName, ChannelOutput } from '../../shared/channels';
import type { Article, ArticleFields } from '../../shared/domain/article';

/** Calls a channel from inside the page, as the interface does. */
export async function call<N extends ChannelName>(
  page: Page,
  name: N,
  input: ChannelInput<N>,
): Promise<ChannelOutput<N>> {
  const answer = await page.evaluate(([channel, value]) => window.toasoan.call(channel, value), [name, input] as const);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${JSON.stringify(answer.error.params)}`);
  return answer.value as ChannelOutput<N>;
}

/** Paragraphs as a body crosses the glass. */
export function bodyJson(texts: readonly string[]): string {
  const places = positionsBetween(null, null, texts.length);
  const placed = texts.map((text, index): PlacedBlock => {
    const block: Block = {
      id: `block${String(index).padStart(7, '0')}`,
      kind: 'paragraph',
      inline: [{ t: 'text', text }],
    };
    return { pos: places[index] ?? '', block };
  });
  return JSON.stringify(placed);
}

export const newArticle = (
  page: Page,
  fields: Partial<ArticleFields>,
  texts: readonly string[] = [],
): Promise<Article> => call(page, 'articles.create', { fields, blocksJson: bodyJson(texts) });

/** Takes an article to where it may be sent out. */
export async function approve(page: Page, id: string): Promise<void> {
  await call(page, 'articles.move', { id, to: 'ready' });
  await call(page, 'articles.move', { id, to: 'approved' });
}

/** Opens a room by the rail. */
export async function openRoom(
  page: Page,
  room: 'library' | 'bulletin' | 'sync' | 'office',
  name: string,
): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
  await page.locator(`[data-room="${room}"] h1`).waitFor();
}

/** Invented articles of a commune's year, enough to look at. */
export const STORIES: readonly { fields: Partial<ArticleFields>; texts: readonly string[] }[] = [
  {
    fields: {
      title: 'Xã Đất Mới khởi công tuyến đường nối ấp Cây Me với chợ xã',
      category: 'Kinh tế',
      author: 'Nguyễn Thị Ánh',
    },
    texts: [
      'Sáng 12/3, Ủy ban nhân dân xã Đất Mới khởi công tuyến đường dài 2,4 km nối ấp Cây Me với chợ xã.',
      'Bà con trong ấp đã hiến hơn 1.200 m² đất và góp 340 ngày công để tuyến đường kịp xong trước mùa mưa.',
    ],
  },
  {
    fields: {
      title: 'Đại đoàn kết từ những bữa cơm chung ở ấp Tân Lợi',
      category: 'Xã hội',
      author: 'Trần Quốc Đạt',
      lead: 'Mỗi tháng một lần, cả ấp cùng nấu, cùng ăn, cùng bàn việc chung.',
    },
    texts: [
      'Ngày hội đại đoàn kết năm nay, ấp Tân Lợi dọn 40 mâm cơm chung dưới mái đình.',
      'Ông Sáu Thành nói bữa cơm làm xóm giềng gần nhau hơn.',
    ],
  },
  {
    fields: {
      title: 'Kỳ họp Hội đồng nhân dân xã: chất vấn về nước sạch và rác thải',
      category: 'Chính trị',
      author: 'Nguyễn Thị Ánh',
    },
    texts: [
      'Kỳ họp diễn ra trong một ngày, có 12 ý kiến chất vấn.',
      'Phần lớn ý kiến nêu chuyện nước sạch ở ba ấp ven biển.',
    ],
  },
  {
    fields: { title: 'Vụ lúa hè thu: nông dân đổi sang giống chịu mặn', category: 'Kinh tế', author: 'Lê Văn Ửng' },
    texts: [
      'Toàn xã xuống giống 860 héc-ta, trong đó hơn một nửa là giống chịu mặn.',
      'Cán bộ khuyến nông xuống ruộng mỗi tuần hai buổi.',
    ],
  },
  {
    fields: {
      title: 'Thực hiện Chỉ thị 35-CT/TW: các chi bộ ấp đồng loạt sinh hoạt chuyên đề',
      category: 'Chính trị',
      author: 'Phạm Hữu Nghĩa',
    },
    texts: [
      'Mười hai chi bộ ấp đã sinh hoạt chuyên đề trong tuần đầu tháng 4.',
      'Nội dung gắn với việc chuẩn bị nhân sự đại hội.',
    ],
  },
  {
    fields: {
      title: 'Trạm y tế xã khám bệnh miễn phí cho 300 người cao tuổi',
      category: 'Xã hội',
      author: 'Trần Quốc Đạt',
    },
    texts: ['Đoàn bác sĩ khám mắt, đo huyết áp và phát thuốc cho 300 cụ.', 'Đợt khám sau dự kiến vào tháng 9.'],
  },
  {
    fields: { title: 'Lớp dạy bơi mùa hè mở ở ba ấp ven sông', category: 'Xã hội', author: 'Lê Văn Ửng' },
    texts: ['Hơn 90 em học sinh tiểu học đăng ký lớp dạy bơi.'],
  },
  {
    fields: { title: 'Tổ hợp tác nuôi cua biển có thêm mười hộ', category: 'Kinh tế', author: 'Nguyễn Thị Ánh' },
    texts: ['Mỗi hộ được vay 50 triệu đồng và được tập huấn bốn buổi.'],
  },
];

export async function writeStories(page: Page): Promise<Article[]> {
  const articles: Article[] = [];
  for (const { fields, texts } of STORIES) articles.push(await newArticle(page, fields, texts));
  return articles;
}
