import i18next from 'i18next';
import type { EventPayload } from '../../shared/channels';
import { say } from './words';

export type Notice = EventPayload<'notice'>;

/** The words of a notice: its own where it has some (a full disk at start is no failed save), else its fault's. */
export function noticeWords({ code, params }: Notice): { title: string; body: string; action: string } {
  const key = i18next.exists(`app:notice.${code}.title`) ? `app:notice.${code}` : `error:${code}`;
  // No older copy: what is missing may be from the first day on.
  const values = params.fromAt === 0 ? { ...params, from: say('app:notice.firstDay') } : params;
  return { title: say(`${key}.title`, values), body: say(`${key}.body`, values), action: say(`${key}.action`, values) };
}
