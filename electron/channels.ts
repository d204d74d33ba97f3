/** Page to main: "this page is there, and has no port yet". */
export const PORT_REQUEST = 'wall-port-request'
/** Main to page: its port to the core. May come again, when the core had to be started again. */
export const PORT_DELIVERY = 'wall-port'
/** What the page hears, with the port, from the preload. */
export const PORT_MESSAGE = 'fiveten-port'
/** Page to main, once a second: "I answer", and whether a frame was painted since the last time. */
export const PAGE_BEAT = 'wall-page-beat'

/** All that main listens to. */
export const KNOWN_CHANNELS: ReadonlySet<string> = new Set([PORT_REQUEST, PAGE_BEAT])
