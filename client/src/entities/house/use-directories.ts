import { onMounted } from 'vue'
import type { Directories } from '#contracts/house/directories.ts'
import { useServices } from '../../services.ts'
import { useRequest } from '../../use-request.ts'

/** The small directories that forms choose from, read when the page opens. */
export function useDirectories() {
  const { api } = useServices()
  const request = useRequest<Directories>()
  const load = (): Promise<Directories | null> => request.run((signal) => api('directories', {}, signal))
  onMounted(load)
  return { ...request, load }
}
