/** Where the interface lives. */
export const APP_SCHEME = 'app';
export const MEDIA_SCHEME = 'media';
export const APP_ORIGIN = 'app://toasoan';
export const APP_INDEX = `${APP_ORIGIN}/index.html`;

/**
 * The policy sent with every answer of app://. Nothing inline runs, nothing comes from outside, nothing can be framed.
 * Styles too come from files only: Mantine's variables are static CSS (renderer/ui/mantine.css), and React and Lexical set
 * `element.style` by script, which needs no permission.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  `img-src 'self' ${MEDIA_SCHEME}: blob: data:`,
  "font-src 'self'",
  `connect-src 'self' ${MEDIA_SCHEME}:`,
  "worker-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
