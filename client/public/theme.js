try {
  const { dataset } = document.documentElement
  const theme = localStorage.getItem('vakhta.theme')
  if (theme === 'light' || theme === 'dark') dataset.theme = theme
  if (localStorage.getItem('vakhta.density') === 'compact') dataset.density = 'compact'
  if (localStorage.getItem('vakhta.keys') === 'shown') dataset.keys = 'shown'
} catch {
  // Storage is forbidden: the system's theme stays.
}
