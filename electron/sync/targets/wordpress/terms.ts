import { z } from 'zod';
import { TargetFault } from '../../fault';
import { refusalOf, type Site, shaped } from './client';

const term = z.looseObject({ id: z.number().int().positive(), name: z.string() });
const existing = z.looseObject({ term_id: z.coerce.number().int().positive() });

/** Names as they are compared: WordPress stores `&` as an entity, and its database takes "Má" and "Mã" for the same in a search. */
export function termKey(name: string): string {
  return name
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;|&#8217;/g, "'")
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .toLocaleLowerCase('vi');
}

/** Ids of categories or tags by name, made where they are missing, in the order of the names. */
export async function ensureTerms(
  site: Site,
  kind: 'categories' | 'tags',
  names: readonly string[],
): Promise<number[]> {
  const ids: number[] = [];
  const seen = new Set<string>();
  for (const name of names) {
    const key = termKey(name);
    if (key === '' || seen.has(key)) continue;
    seen.add(key);
    ids.push((await findTerm(site, kind, name)) ?? (await makeTerm(site, kind, name)));
  }
  return [...new Set(ids)];
}

async function findTerm(site: Site, kind: string, name: string): Promise<number | null> {
  for (let page = 1; ; page++) {
    const answer = await site.call(`/${kind}`, {
      // The answer past the last page is a 400.
      query: { search: name.trim(), per_page: 100, page, orderby: 'id', order: 'asc', _fields: 'id,name' },
      accept: page === 1 ? [] : [400],
    });
    if (answer.status === 400) return null;
    const terms = shaped(z.array(term), answer.body, site.options.host);
    const found = terms.find((candidate) => termKey(candidate.name) === termKey(name));
    if (found !== undefined) return found.id;
    if (terms.length < 100) return null;
  }
}

async function makeTerm(site: Site, kind: string, name: string): Promise<number> {
  const { host } = site.options;
  const answer = await site.call(`/${kind}`, {
    method: 'POST',
    query: { _fields: 'id,name' },
    json: { name: name.trim() },
    accept: [400],
  });
  if (answer.status !== 400) return shaped(term, answer.body, host).id;
  // Somebody made it between our question and our order: the refusal names it.
  const said = refusalOf(answer.body);
  if (said?.code === 'term_exists') return shaped(existing, said.data, host).term_id;
  throw new TargetFault('target.refused', { host, reason: said?.message ?? name });
}
