import type { ArticleFilter } from '../../shared/channels';
import type { Status } from '../../shared/domain/article';
import { dayStart } from '../ui/room/format';

/** What the person chose to see; dates are local days as yyyy-mm-dd, both inclusive. */
export interface View {
  readonly query: string;
  readonly status: readonly Status[];
  readonly category: string | null;
  readonly author: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly trash: boolean;
  readonly sort: ArticleFilter['sort'];
  readonly descending: boolean;
}

export const FIRST_VIEW: View = {
  query: '',
  status: [],
  category: null,
  author: null,
  from: null,
  to: null,
  trash: false,
  sort: 'updated',
  descending: true,
};

/** Everything but words, order and the trash: what "clear the filter" takes away. */
export const clearedView = (view: View): View => ({
  ...view,
  status: [],
  category: null,
  author: null,
  from: null,
  to: null,
});

export const isFiltered = (view: View): boolean =>
  view.status.length > 0 || view.category !== null || view.author !== null || view.from !== null || view.to !== null;

export const isSearching = (view: View): boolean => view.query.trim() !== '';

/** The order a list starts with: newest or largest first, titles from A. */
export const startsDescending = (sort: View['sort']): boolean => sort !== 'title';

/** By relevance means something only while words are searched for; without any the newest come first. */
export function toFilter(view: View): ArticleFilter {
  const sort = view.sort === 'relevance' && !isSearching(view) ? 'updated' : view.sort;
  return {
    query: view.query.trim().normalize('NFC').slice(0, 500),
    status: [...view.status],
    category: view.category,
    author: view.author,
    from: dayStart(view.from),
    to: dayStart(view.to, 1),
    trash: view.trash,
    sort,
    descending: sort === view.sort ? view.descending : true,
  };
}
