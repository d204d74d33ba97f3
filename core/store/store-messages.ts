import type { Kind } from '../../domain/model/resource.ts'
import type { CacheContent, CacheInfo, CachePosition, Digests, Row } from './rows.ts'
import type { StoreErrorCode } from './store-error.ts'

/** What the store's thread is asked, and what each question is answered with. */
export interface StoreCalls {
  open: { ask: OpenAsk; answer: OpenedCache }
  /** Moves what is kept in memory into the file, once it can be written. Rejects while it cannot. The answer: where a damaged file was put. */
  persist: { ask: Pick<OpenAsk, 'path' | 'wallMs'>; answer: string | undefined }
  replace: { ask: Write; answer: Digests }
  /** These kinds anew; everything else stays. */
  replaceKinds: { ask: Write & { readonly kinds: readonly Kind[] }; answer: Digests }
  apply: { ask: Write; answer: Digests }
  /** What the wall itself found out, for the next start. */
  keep: { ask: { readonly findings: string }; answer: boolean }
  info: { ask: Record<string, never>; answer: CacheInfo }
  close: { ask: Record<string, never>; answer: boolean }
}

export interface OpenAsk {
  readonly path: string
  readonly wallMs: number
  /** Put the file aside without trying it. */
  readonly knownDamaged: boolean
}

export interface Write {
  readonly rows: readonly Row[]
  readonly position: CachePosition
}

export interface OpenedCache {
  readonly content: CacheContent
  /** Where a damaged file was put. */
  readonly quarantined?: string
  /** Why the content is only in memory. */
  readonly notWritable?: string
}

export type StoreCall = keyof StoreCalls

export type StoreRequest = {
  readonly [K in StoreCall]: { readonly id: number; readonly call: K; readonly ask: StoreCalls[K]['ask'] }
}[StoreCall]

export type StoreReply =
  | { readonly id: number; readonly ok: true; readonly answer: StoreCalls[StoreCall]['answer'] }
  | { readonly id: number; readonly ok: false; readonly code: StoreErrorCode; readonly message: string }
