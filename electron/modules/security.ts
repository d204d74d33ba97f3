import { app, session, type WebContents } from 'electron'
import type { AppModule } from '../app-module.ts'
import { KNOWN_CHANNELS } from '../channels.ts'
import type { Refusals } from '../../core/audit/refusals.ts'
import { isWallUrl } from '../wall-address.ts'

/** Every scheme by which a page could reach beyond the wall. Its own pages, blobs and data addresses are none of them. */
const FOREIGN = [...['http', 'https', 'ws', 'wss', 'ftp'].map((scheme) => `${scheme}://*/*`), 'file:///*']

/**
 * The locks of Electron's security list that are not preferences of a window: a wall shows its own page, and asks for
 * nothing. docs/security.md names the test of each.
 */
export function security(refusals: Refusals): AppModule {
  return {
    prepare() {
      app.enableSandbox()
      // WebRTC asks no handler of requests. Without a proxy, which the wall has not, it now sends nothing.
      app.commandLine.appendSwitch('webrtc-ip-handling-policy', 'disable_non_proxied_udp')

      app.on('web-contents-created', (_event, contents) => lock(contents, refusals))
    },
    start() {
      const wall = session.defaultSession
      wall.setPermissionRequestHandler((_contents, permission, answer) => {
        refusals.refuse('permission', 'The page asked for the permission', permission)
        answer(false)
      })
      wall.setPermissionCheckHandler(() => false)
      wall.setDevicePermissionHandler(() => false)
      wall.on('will-download', (event, item) => {
        event.preventDefault()
        refusals.refuse('download', 'The page wanted to save', item.getURL())
      })
      // The content security policy says the same of what a page loads; this one does not ask the page to keep it.
      wall.webRequest.onBeforeRequest({ urls: FOREIGN }, ({ url, resourceType }, answer) => {
        // Where a page goes is judged below. To cut the request would leave an error page in place of the wall.
        if (resourceType === 'mainFrame') return answer({})
        refusals.refuse('request', 'The page wanted to load', url)
        answer({ cancel: true })
      })
    },
  }
}

function lock(contents: WebContents, refusals: Refusals): void {
  // Its own address only: so a page may reload itself, and nothing else.
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && isWallUrl(event.url)) return
    event.preventDefault()
    refusals.refuse('navigation', 'The page wanted to go to', event.url)
  })
  contents.on('will-redirect', (event) => {
    if (isWallUrl(event.url)) return
    event.preventDefault()
    refusals.refuse('navigation', 'The page was sent on to', event.url)
  })
  contents.on('will-attach-webview', (event, _preferences, { src }) => {
    event.preventDefault()
    refusals.refuse('webview', 'The page wanted to embed', src ?? 'a page')
  })
  contents.setWindowOpenHandler(({ url }) => {
    refusals.refuse('window', 'The page wanted to open', url)
    return { action: 'deny' }
  })
  contents.on('ipc-message', (_event, channel) => {
    if (!KNOWN_CHANNELS.has(channel)) refusals.refuse('message', 'A page sent to the channel', channel)
  })
}
