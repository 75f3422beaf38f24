async function mutate(name, input) {
  const fields = {
    [data.signed_in ? "fb_dtsg" : "lsd"]: data.token,
    jazoest: data.jazoest,
    fb_api_caller_class: "RelayModern",
    fb_api_req_friendly_name: name,
    variables: JSON.stringify({ input: { form_id: data.form, locale: t.locale, ...input } }),
    doc_id: data.document,
  };
  return pastBetween((await post("/api/graphql/", fields)).data);
}

async function submitForm(input) {
  const payload = await mutate("SupportFormSubmitMutation", input);
  if (payload.step !== "captcha") return payload;
  const answer = await askForPerson();
  layer.remove();
  return mutate("SupportFormCaptchaMutation", { token: payload.token, response: answer });
}
