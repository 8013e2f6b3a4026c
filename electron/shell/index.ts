export { Flush } from './closing';
export { APP_ORIGIN } from './csp';
export { filesGiven } from './files-given';
export { watchWindow } from './lifecycle';
export { menuTemplate } from './menu';
export { type Places, places } from './places';
export { type MediaFile, registerSchemes, serveApp, serveMedia } from './protocols';
export { guardPages, openOutside, refusePermissions } from './security';
export { openWindow } from './window';
