// Percentages as the server writes them: half up; less than all never reads as 100, more than none never as 0. Whole numbers only, so it is exact.
export function percent(part, whole, decimals = 1) {
  if (!whole) return "–";
  const all = 100 * 10 ** decimals;
  const steps = Math.floor((2 * part * all + whole) / (2 * whole));
  const shown = part > 0 && steps === 0 ? 1 : part < whole && steps >= all ? all - 1 : steps;
  return `${(shown / 10 ** decimals).toFixed(decimals)}%`;
}

// Whole percents as somebody typed or reported them.
export const stated = (whole) => `${whole}%`;
