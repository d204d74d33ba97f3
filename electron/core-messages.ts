/** Main to core. With `view` comes the port of one page. */
export type ToCore = { readonly type: 'view' } | { readonly type: 'stop' }

/** Core to main. */
export type FromCore =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'stopped' }
