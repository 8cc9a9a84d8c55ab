try {
  const theme = localStorage.getItem('vakhta.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is forbidden: the system's theme stays.
}
