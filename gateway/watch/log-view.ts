import type { Log, LogHead } from '../log/log.ts'

/**
 * What one watcher sees of the log: all of it, or the log as it is for certain districts. Revisions are those of
 * the log. The epoch may become another one at any time: then the view is another one, and what was sent before
 * does not continue in it.
 */
export type LogView = Pick<
  Log,
  'epoch' | 'compactedRevision' | 'readAfter' | 'digestAt' | 'kindSums' | 'openSnapshot' | 'onCommit'
> & { head(): Pick<LogHead, 'revision'> }
