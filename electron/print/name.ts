import type { Masthead } from '../../shared/domain/bulletin';
import { say } from '../../shared/i18n';
import { fold } from '../../shared/vietnamese/fold';

/** "ban-tin-tieng-noi-vam-lon-7.pdf": plain letters, as the file travels on sticks and by mail. */
export function fileName(masthead: Masthead): string {
  const parts = [say('vi', 'print', 'file.name'), masthead.title, masthead.issue || masthead.date].map(slug);
  // "Bản tin Vàm Lớn" is not called ban-tin-ban-tin-vam-lon.
  const [first = '', second = ''] = parts;
  if (second === first || second.startsWith(`${first}-`)) parts.shift();
  return `${parts.filter((part) => part !== '').join('-')}.pdf`;
}

function slug(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}
