import { expect, test } from 'vitest'
import { Notices } from './notices.ts'

test('whoever listens hears of a new notice, and of one that is gone, at once; of a higher count with what comes next', () => {
  const heard: string[] = []
  const notices: Notices = new Notices(() =>
    heard.push(
      notices
        .list()
        .map(({ code }) => code)
        .join(),
    ),
  )
  notices.raise('path-unproven', 1, 'first')
  notices.raise('path-unproven', 2, 'another stage')
  notices.raise('cache-in-memory', 3, 'no room')
  expect(heard).toEqual(['path-unproven', 'path-unproven,cache-in-memory'])
  expect(notices.list()[0]).toMatchObject({ sinceMs: 1, count: 2, detail: 'another stage' })
  notices.withdraw('path-unproven')
  notices.withdraw('path-unproven')
  expect(heard.slice(2)).toEqual(['cache-in-memory'])
})
