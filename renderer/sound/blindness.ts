import { linkWord } from '../wall/link-word.ts'
import { pathNoticed } from '../wall/path-proof.ts'
import type { WallStatus } from '../wall/status.ts'

/** Why the glass cannot be believed now: the nearest broken link of the path. */
export type Blindness = 'core-lost' | 'offline' | 'stale' | 'path'

export function blindnessOf(status: WallStatus, pathDoubted: boolean): Blindness | undefined {
  const word = linkWord(status)
  if (word === 'connecting') return undefined
  if (word !== 'live') return word
  return pathDoubted || pathNoticed(status) ? 'path' : undefined
}

/** Spoken in the room, in the language of the center. */
export const SENTENCES: Readonly<Record<Blindness, string>> = {
  'core-lost': '注意,墙核心失联,画面已停止更新。',
  offline: '注意,与平台断开,画面为缓存。',
  stale: '注意,平台没有消息,画面可能陈旧。',
  path: '注意,数据通路未经验证。',
}
