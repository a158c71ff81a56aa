// When a prompt is asked again: FSRS, in whole days.
import { createEmptyCard, fsrs, State } from "ts-fsrs";
import { dateOf } from "./due.js";

/** @import { Spacing } from "./due.js" */

const scheduler = fsrs({ enable_fuzz: false, learning_steps: [], relearning_steps: [] });

/**
 * What to keep of a prompt after an answer.
 *
 * @param {Spacing | undefined} earlier - what was kept before, if it was asked before
 * @param {number} rating - 1 to 3
 * @param {number} day - on which it was answered
 * @returns {Spacing}
 */
export function after(earlier, rating, day) {
  const now = dateOf(day);
  const empty = createEmptyCard(now);
  const card = earlier
    ? {
        ...empty,
        stability: earlier.stability,
        difficulty: earlier.difficulty,
        reps: earlier.asked,
        state: State.Review,
        last_review: dateOf(earlier.last),
        scheduled_days: earlier.due - earlier.last,
        due: dateOf(earlier.due),
      }
    : empty;
  const { card: next } = scheduler.next(card, now, rating);
  return {
    stability: next.stability,
    difficulty: next.difficulty,
    last: day,
    // Its own interval: the scheduler would set the three ratings a day apart.
    due: day + scheduler.next_interval(next.stability, 0),
    rating,
    asked: (earlier?.asked ?? 0) + 1,
  };
}
