namespace Meent.Tests.People;

public class SignInTests
{
    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task Somebody_signs_in_and_out(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = await hub.SignedIn(noor);
        Assert.Equal("/", visitor.Path);
        await visitor.Get("/sign-out");
        await visitor.Post([]);
        Assert.Equal("/", visitor.Path);
        await visitor.Get("/sign-out");
        Assert.Equal("/", visitor.Path);
    }

    [Theory, MemberData(nameof(Databases.Engines), MemberType = typeof(Databases))]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer(Engine engine)
    {
        await using var hub = await TestHub.Start(engine);
        var noor = await hub.AddPerson("Noor Bakker");
        var answers = new List<string>();
        foreach (var email in new[] { noor.Email!, "nobody@example.org" })
        {
            using var visitor = hub.Visitor();
            await visitor.Get("/sign-in?next=/school");
            await visitor.Post(new() { ["email"] = email, ["password"] = "another long password" });
            Assert.Equal(422, (int)visitor.Status);
            Assert.Equal(email, visitor.Page.QuerySelector("[name=email]")!.GetAttribute("value"));
            Assert.Null(visitor.Page.QuerySelector("[name=password]")!.GetAttribute("value"));
            answers.Add(visitor.Text);
        }
        Assert.Equal(answers[0], answers[1]);
    }

    [Theory]
    [InlineData("/sign-out", "/sign-out")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task After_signing_in_one_stays_in_this_hub(string next, string arrives)
    {
        await using var hub = await TestHub.Start(Engine.Sqlite);
        var noor = await hub.AddPerson("Noor Bakker");
        using var visitor = hub.Visitor();
        await visitor.Get("/sign-in?next=" + Uri.EscapeDataString(next));
        await visitor.Post(new() { ["email"] = noor.Email, ["password"] = TestHub.Password });
        Assert.Equal(arrives, visitor.Path);
    }
}
