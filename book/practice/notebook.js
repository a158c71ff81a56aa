// The released notebook with a reader's answers in their cells, and nothing else changed.

/**
 * @typedef {{metadata: {nbgrader?: {grade_id: string}}, source: string | string[]}} Cell
 * @typedef {{cells: Cell[]}} Notebook
 */

/**
 * Gives the text of the notebook.
 *
 * @param {Notebook} released
 * @param {Record<string, string>} answers - the code by the names of questions
 */
export function withAnswers(released, answers) {
  const cells = released.cells.map((cell) => {
    const question = cell.metadata.nbgrader?.grade_id.match(/^(.*)-answer$/)?.[1] ?? "";
    const code = answers[question];
    return code === undefined ? cell : { ...cell, source: code.match(/[^\n]*\n|[^\n]+$/g) ?? [] };
  });
  return `${JSON.stringify({ ...released, cells }, null, 1)}\n`;
}
