import type { Clock } from '../../domain/clock.ts'
import { electronRoad } from './electron-port.ts'
import type { Road } from './roads.ts'
import { takeToken } from './token.ts'
import { openOwnSocket, webSocketRoad } from './ws-port.ts'

declare global {
  interface Window {
    /** Set by the preload of the desktop host. */
    readonly fivetenHost?: string
  }
}

/** The only code of the view that knows which host it is in. */
export function chooseRoad(clock: Clock): Road {
  if (window.fivetenHost === 'electron') return electronRoad(window)
  const token = takeToken({ location, history, storage: sessionStorage })
  return webSocketRoad(clock, () => openOwnSocket(location, token), jitter)
}

function jitter(): number {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1))
  return value / 2 ** 32
}
