/**
 * Switches of Chromium that take a lock away or let somebody look in. Fuses stop those of Node; these would still
 * be heard. Who develops may use them, the packed app refuses to start with one.
 */
const FORBIDDEN = [
  ...['no-sandbox', 'disable-setuid-sandbox', 'disable-seccomp-filter-sandbox', 'disable-gpu-sandbox'],
  ...['disable-web-security', 'disable-site-isolation-trials', 'disable-site-isolation-for-policy'],
  ...[
    'allow-running-insecure-content',
    'ignore-certificate-errors',
    'unsafely-treat-insecure-origin-as-secure',
  ],
  ...['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'remote-allow-origins'],
  ...['inspect', 'inspect-brk', 'inspect-port', 'js-flags', 'load-extension', 'enable-blink-features'],
  ...['renderer-cmd-prefix', 'gpu-launcher', 'utility-cmd-prefix', 'single-process', 'host-rules'],
]

/** Throws with a sentence for a person. */
export function refuseForbiddenSwitches(hasSwitch: (name: string) => boolean): void {
  const found = FORBIDDEN.filter(hasSwitch).map((name) => `--${name}`)
  if (found.length > 0)
    throw new Error(`The wall does not start with ${found.join(', ')}: it takes a lock away. Leave it out.`)
}
