/** Who asks for the same while an answer is under way is given that one. */
export function shared<Answer>(ask: (key: string) => Promise<Answer>): (key: string) => Promise<Answer> {
  const underWay = new Map<string, Promise<Answer>>();
  return (key) => {
    let answer = underWay.get(key);
    if (!answer) {
      answer = ask(key).finally(() => underWay.delete(key));
      underWay.set(key, answer);
    }
    return answer;
  };
}
