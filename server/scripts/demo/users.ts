import type { Role } from '#contracts/permission.ts'

export interface DemoUser {
  login: string
  name: string
  role: Role
  sipUsername: string | null
}

const user = (login: string, name: string, role: Role, sipUsername: string | null = null): DemoUser => ({
  login,
  name,
  role,
  sipUsername,
})

/** People of the demo company, every role. Their password is printed at the start (password.ts). */
export const demoUsers: readonly DemoUser[] = [
  user('operator1', 'Анна Ковалёва', 'operator', 'op-1'),
  user('operator2', 'Марина Сафина', 'operator', 'op-2'),
  user('operator3', 'Игорь Бердышев', 'operator', 'op-3'),
  user('dispatcher1', 'Сергей Мальцев', 'dispatcher', 'op-4'),
  user('dispatcher2', 'Ольга Рябова', 'dispatcher', 'op-5'),
  user('supervisor', 'Наталья Громова', 'supervisor'),
  user('admin', 'Павел Носов', 'admin', 'op-6'),
  user('viewer', 'Экран в диспетчерской', 'viewer'),
]
