import type { ArticleFields } from './article';
import type { Settings } from './settings';

/** Values without schemas: the window's entry takes them without loading the schema library before its first frame. */
export const DEFAULT_SETTINGS: Settings = {
  language: 'vi',
  theme: 'system',
  leftWidth: 240,
  rightWidth: 320,
  leftOpen: true,
  rightOpen: true,
  lastArticle: null,
  lastRoom: 'library',
  lastBulletin: null,
  exportFolder: null,
  author: '',
  penName: '',
  categories: [],
};

export const EMPTY_FIELDS: ArticleFields = {
  title: '',
  subtitle: '',
  lead: '',
  category: '',
  categories: [],
  author: '',
  penName: '',
  source: '',
  keywords: [],
  publishAt: null,
  featured: null,
};
