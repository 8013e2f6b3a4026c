/**
 * An address that may be handed to the system's own browser or mail program, or null.
 * Anything else (file:, smb:, ms-msdt: …) could start a program.
 */
export function outsideLink(url: string): string | null {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  if (parsed.username || parsed.password) return null;
  return ['http:', 'https:', 'mailto:'].includes(parsed.protocol) ? parsed.href : null;
}
