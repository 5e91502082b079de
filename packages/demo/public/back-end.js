// @ts-check

/**
 * Sends a request to the customer's own back end. The page never calls Winkwire's API, because the API secret must
 * not be in a browser. Rejects with the message of the error.
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
  const data = await response.json();
  if (!response.ok) throw new Error(data.message);
  return data;
}
