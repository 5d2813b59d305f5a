/** What limits a row whose goal is missed, as profiles showed; by the row's id. */
export const limits: Partial<Record<string, string>> = {}
