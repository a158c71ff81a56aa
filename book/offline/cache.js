// The name under which this browser keeps pages: for those who keep and the one who answers.
export const CACHE = "delicate-dance";
