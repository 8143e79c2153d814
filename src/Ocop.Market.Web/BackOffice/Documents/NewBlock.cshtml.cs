using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>An empty block for the end of the editor's list.</summary>
[Requires(Act.WriteContent)]
public sealed class NewBlockModel : PageModel
{
    public BlockPiece Piece { get; private set; } = null!;

    public IActionResult OnGet(string? loai)
    {
        if (BlockKinds.All.FirstOrDefault(kind => kind.Alias == loai) is not { } kind) return NotFound();
        Piece = new BlockPiece(Empty(kind), 0, EditorPieces.Fresh);
        return Page();
    }

    public static Block Empty(BlockKind kind)
    {
        var block = new JsonObject { ["type"] = kind.Alias, ["id"] = Guid.CreateVersion7() };
        // A record's words are never null on the page; its lists are never missing.
        foreach (var parameter in kind.Type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
            if (parameter.HasDefaultValue) continue;
            if (parameter.ParameterType == typeof(string)) block[name] = "";
            else if (parameter.ParameterType == typeof(Guid)) block[name] = Guid.Empty;
            else if (parameter.ParameterType.IsAssignableTo(typeof(System.Collections.IEnumerable))) block[name] = new JsonArray();
        }

        return block.Deserialize<Block>(Block.Json)!;
    }
}
