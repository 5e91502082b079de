// @ts-check

/**
 * Asks this customer's own back end, never Winkwire's API: its secret has no business in a browser.
 * @param {string} method
 * @param {string} path below `/demo/api`
 * @param {object} [body]
 * @returns {Promise<any>}
 */
export async function askBackEnd(method, path, body) {
  const response = await fetch(`/demo/api${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}
