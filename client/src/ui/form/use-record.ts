import { onMounted } from 'vue'
import { useText } from '../../i18n/i18n.ts'
import { useRequest } from '../../use-request.ts'
import { useToasts } from '../notes/toasts.ts'
import type { Problems } from './problems.ts'
import { useVersionedForm } from './versioned/use-versioned-form.ts'

export interface RecordSource<P, F extends object> {
  /** Tells this record's form apart from all others. */
  name: string
  problems: (fields: F) => Problems
  read: (signal: AbortSignal) => Promise<P>
  write: (version: number, changes: Partial<F>) => Promise<P>
  formOf: (page: P) => { fields: F; version: number }
  /** After each reading. */
  onRead?: () => void
}

/** One record with the form of its fields: read at the start, saved on top of the version that was read. */
export function useRecord<P, F extends object>(source: RecordSource<P, F>) {
  const { t } = useText()
  const toasts = useToasts()
  const request = useRequest<P>()
  const page = request.data
  const form = useVersionedForm<F>(source.name, source.problems)

  async function load(): Promise<void> {
    const read = await request.run(source.read)
    if (read === null) return
    const { fields, version } = source.formOf(read)
    form.receive(fields, version)
    source.onRead?.()
  }
  async function save(): Promise<void> {
    const isDone = await form.save(async (version, changes) => {
      page.value = await source.write(version, changes)
      return source.formOf(page.value)
    }, load)
    if (isDone) toasts.show('good', t('form.saved'))
  }
  onMounted(load)
  return { page, form, error: request.error, isLoading: request.isLoading, load, save }
}
