import { computed } from 'vue'
import { UNPLACED } from '../../../domain/indicators/grid-groups.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useWall } from '../../wall/use-wall.ts'

/** The name of a grid of the comparison; renewed when the tree changes. */
export function useGridNames(): (key: string) => string {
  const { replica, versions } = useWall()
  const { t } = useWords()
  const names = computed(() => {
    void versions.grid.value
    return (key: string) => (key === UNPLACED ? t('figures.unplaced') : (replica.grid.get(key)?.name ?? key))
  })
  return (key) => names.value(key)
}
