/** `auto`: as the system has it. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export function themeOf(given: unknown): Theme {
  return THEMES.find((theme) => theme === given) ?? 'auto';
}
