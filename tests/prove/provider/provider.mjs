// A certified provider of OpenID Connect, on loopback: node provider.mjs PORT WAY_BACK.
// Everybody may come in under any name; what somebody is called stands in userinfo, as usual.
// It ends when its parent closes the pipe.
import Provider from "oidc-provider";

const [port, back] = process.argv.slice(2);
const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [{ client_id: "sopti", client_secret: "rahasia / klien:", redirect_uris: [back] }],
    pkce: { required: () => true },
    claims: { openid: ["sub"], profile: ["preferred_username"], email: ["email", "email_verified"] },
    findAccount: (_, id) => ({
        accountId: id,
        claims: () => ({ sub: id, preferred_username: id }),
    }),
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
process.stdin.resume().on("end", () => process.exit(0));
