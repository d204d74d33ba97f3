import { DISPLAYS } from './fixtures/legibility-layout.ts'
import { expect, test } from './fixtures/legibility-test.ts'
import { readScenes } from './fixtures/read-scenes.ts'

/** What Harbin does not tell: who answers for a street, posts short of people, a day from its first hour. */
test.use({ scenario: 'luohe-day' })
test.setTimeout(240_000)

for (const display of DISPLAYS.filter(({ id }) => id === 'hd'))
  test(`every text of a quiet day on ${display.id} can be read in both languages`, async ({ page, wall }) => {
    const found = await readScenes(page, wall, display)
    expect(found.faults).toEqual([])
  })
