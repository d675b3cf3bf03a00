// Figures of several rounds.

/** The middle value; the mean of both where there are two. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median, least and most; `null` where there is nothing. */
export function spread(numbers) {
  return numbers.length > 0 ? { median: median(numbers), least: Math.min(...numbers), most: Math.max(...numbers) } : null;
}

/** The median of the ratios of two series, round by round: what slows a round slows both of its sides. */
export function ratio(ours, theirs) {
  const pairs = ours.slice(0, theirs.length).map((value, round) => value / theirs[round]);
  return spread(pairs);
}
